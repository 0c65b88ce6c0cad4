"""How a page looks: calm on a screen, whole on A4, legible in black and white.

No font, picture or import is fetched. Text has a contrast of at least 4.5 to 1 on its ground;
sides differ by a shape and a line, not only by colour. One rule for each class:

``card``, ``lanes`` (two columns), ``side-1`` and ``side-2``, ``note``, ``headline``, ``lead``,
``chart``, ``mbi-table``.
"""

from typing import Final

_GROUND: Final = """
:root { color-scheme: light; --ink: #1c2733; --soft: #4f5b67; --line: #d5dae0; --wash: #f5f7f9;
  --accent: #1d4f7c; --second: #8a4200; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI",
  Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word; }
main { max-width: 52rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0 0 .5em; text-wrap: balance; }
h1 { font-size: 2rem; font-weight: 650; letter-spacing: -.01em; }
h2 { font-size: 1.4rem; font-weight: 620; margin-top: 2.6em; padding-top: .7em; border-top: 2px solid var(--ink); }
h3 { font-size: 1.1rem; font-weight: 620; margin-top: 1.6em; }
h4 { font-size: 1rem; margin-top: 1.2em; }
p, ul, ol, dl, figure, blockquote { margin: 0 0 1em; }
ul, ol { padding-left: 1.3em; }
li { margin-bottom: .3em; }
dt { font-weight: 600; }
dd { margin: 0 0 .6em; }
a { color: var(--accent); text-underline-offset: .15em; }
code { font: .92em ui-monospace, "DejaVu Sans Mono", monospace; }
blockquote { padding-left: 1em; border-left: 3px solid var(--line); color: var(--soft); }
header { margin-bottom: 2rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .875rem;
  color: var(--soft); }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
"""

_PARTS: Final = """
.headline { margin: 1.5rem 0 2rem; padding: 1.25rem 1.5rem; border-left: .35rem solid var(--accent);
  background: var(--wash); font-size: 1.3rem; line-height: 1.4; font-weight: 550; }
.headline p:last-child, .card > :last-child { margin-bottom: 0; }
.lead { font-size: 1.1rem; color: var(--soft); }
.note { font-size: .875rem; color: var(--soft); }
.card { margin: 0 0 1rem; padding: 1.1rem 1.3rem; border: 1px solid var(--line); border-radius: .35rem; }
.card > h3:first-child, .card > h4:first-child { margin-top: 0; }
.lanes { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem; align-items: start;
  margin-bottom: 1.25rem; }
.lanes > * { min-width: 0; }
.lanes > * > h3:first-child { margin-top: 0; }
.side-1, .side-2 { padding-left: .8rem; }
.side-1 > :last-child, .side-2 > :last-child { margin-bottom: 0; }
.side-1 { border-left: 4px solid var(--accent); }
.side-2 { border-left: 6px double var(--second); }
.chart { overflow-x: auto; margin-bottom: 1.8rem; }
.chart svg { display: block; max-width: 100%; height: auto; }
figcaption { margin-top: .4rem; font-size: .875rem; color: var(--soft); }
.mbi-table { width: 100%; margin: 0 0 1.5rem; font-size: .95rem; font-variant-numeric: tabular-nums; }
.mbi-table caption { padding-bottom: .4rem; font-weight: 620; }
.mbi-table th, .mbi-table td { padding: .45rem .75rem .45rem 0; vertical-align: top; }
.mbi-table :is(th, td):last-child { padding-right: 0; }
.mbi-table thead th { border-bottom: 1.5px solid var(--ink); font-size: .875rem; font-weight: 600; color: var(--soft);
  vertical-align: bottom; }
.mbi-table tbody :is(th, td) { border-bottom: 1px solid var(--line); }
.mbi-table tbody th { font-weight: 500; }
.mbi-table td[style*="right"] { white-space: nowrap; }
.mbi-table tfoot td { color: var(--soft); }
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 2rem; }
  h1 { font-size: 1.6rem; }
  .lanes { grid-template-columns: 1fr; }
  .chart svg { min-width: 34rem; }
}
"""

_PRINT: Final = """
@page { size: A4; margin: 18mm 16mm 20mm; }
@media print {
  html { font-size: 10pt; }
  body { color: #000; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 20pt; }
  h2 { font-size: 14pt; margin-top: 1.6em; }
  h1, h2, h3, h4, caption { break-after: avoid; page-break-after: avoid; }
  .card, .headline, .chart, figure, tr, blockquote { break-inside: avoid; page-break-inside: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  p, li { orphans: 3; widows: 3; }
  .headline { background: none; border: 1.5px solid #000; border-left-width: .35rem; }
  .lanes { grid-template-columns: 1fr 1fr; }
  a { color: inherit; }
  .chart { overflow: visible; }
}
"""

#: The style sheet of every page.
STYLE: Final = f"{_GROUND}{_PARTS}{_PRINT}".strip()
