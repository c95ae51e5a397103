import { defineConfig } from "vite";

// The page is built into the Python package, which serves it; see src/mnemic/serve/web.
export default defineConfig({
  base: "/",
  build: {
    outDir: "../src/mnemic/serve/web/static",
    emptyOutDir: true,
    target: ["chrome123", "firefox121", "safari17.5"],
    // Everything is a file of its own: the page's policy allows no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { "/v1": "http://127.0.0.1:7077", "/session": "http://127.0.0.1:7077" },
  },
});
