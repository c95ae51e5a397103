import { render } from "preact";
import { App } from "./app";
import { listen } from "./lib/keyboard";
import { switchTheme } from "./state";
import "./style/index.css";

listen(switchTheme);
const root = document.getElementById("app");
if (root) render(<App />, root);
