"""How a report looks: light and dark by the reader's own setting, on a phone as on a screen."""

from __future__ import annotations

from typing import Final

_LIGHT = (
    "--ink:#1b1f24;--soft:#5b6470;--line:#dfe3e8;--page:#fcfcfb;--card:#ffffff;--whisker:#1b1f24;"
    "--s0:#1f6fd6;--s1:#c2660c;--s2:#1d8a63;--s3:#8a4fb8;--s4:#7a818b"
)
_DARK = (
    "--ink:#e8eaed;--soft:#a2abb6;--line:#333a43;--page:#14171a;--card:#1c2025;--whisker:#f3f4f6;"
    "--s0:#5b9df0;--s1:#e0893a;--s2:#3fb58a;--s3:#b384dc;--s4:#8d959f"
)
_COLOURS = "".join(
    f".c{n}{{fill:var(--s{n})}}.l{n}{{stroke:var(--s{n})}}.k{n}{{background:var(--s{n})}}" for n in range(5)
)

STYLE: Final = (
    f":root{{{_LIGHT}}}@media(prefers-color-scheme:dark){{:root{{{_DARK}}}}}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--page);color:var(--ink);"
    "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;-webkit-text-size-adjust:100%}"
    "main{max-width:1200px;margin:0 auto;padding:24px 16px 64px}"
    "h1{font-size:1.7rem;line-height:1.2;margin:.2em 0 .3em}h2{font-size:1.2rem;margin:2.2em 0 .6em}"
    "h3{font-size:1rem;margin:1.4em 0 .4em}header p,.whose,.none,small,dd{color:var(--soft)}p{max-width:75ch}"
    ".whose{margin:1.4em 0 .5em}"
    ".tiles{display:grid;gap:12px;grid-template-columns:repeat(auto-fit,minmax(150px,1fr))}"
    ".tile,figure{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px}"
    ".tile span,.tile small{display:block;font-size:.82rem}.tile b{font-size:1.65rem;font-weight:600}"
    ".grid{display:grid;gap:14px;grid-template-columns:repeat(auto-fit,minmax(min(300px,100%),1fr))}"
    ".scroll+.grid{margin-top:14px}figure{margin:0}figcaption{margin-bottom:10px}figcaption small{display:block}"
    "svg{display:block;width:100%;max-width:460px;height:auto;font-size:12px}"
    "text{fill:var(--ink)}.v{text-anchor:end;font-variant-numeric:tabular-nums}.t{fill:var(--soft);font-size:11px}"
    ".e{text-anchor:end}.m{text-anchor:middle}svg .grid{stroke:var(--line);stroke-width:1}"
    "svg .dashed{stroke:var(--soft);stroke-dasharray:4 4}.w{stroke:var(--whisker);stroke-width:1.4;fill:none}"
    f"polyline{{fill:none;stroke-width:2}}{_COLOURS}"
    ".legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 14px;margin:10px 0 0;padding:0;font-size:.85rem}"
    ".legend i{display:inline-block;width:10px;height:10px;border-radius:50%;margin-right:6px}"
    ".scroll{overflow-x:auto;-webkit-overflow-scrolling:touch}"
    "table{border-collapse:collapse;font-size:.86rem;font-variant-numeric:tabular-nums;min-width:100%}"
    "th,td{padding:7px 10px 7px 0;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;"
    "vertical-align:top}thead th{font-weight:600;color:var(--soft)}tbody th{font-weight:400}"
    "th:first-child{text-align:left;position:sticky;left:0;background:var(--page)}"
    "td small{display:block;font-size:.7rem;letter-spacing:-.01em}"
    ".plain td{text-align:left;white-space:normal;overflow-wrap:anywhere;width:100%}"
    ".plain th{white-space:normal;overflow-wrap:anywhere;min-width:7em;max-width:12em}"
    ".warn{color:var(--s1)}details{margin:.8em 0}summary{cursor:pointer;color:var(--soft)}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;font-size:.9rem}dd{margin:0}"
)
