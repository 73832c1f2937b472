/**
 * Style of the coverage pages: system fonts, one accent colour, light and dark, narrow screens, print. State is told by shape and word
 * first; the colours hold a contrast of 4.5 to 1 and are told apart under deuteranopia and protanopia (after Okabe and Ito).
 * @implements LLR-COV-051
 */
export const pageStyle = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f5f6f8;--text:#1b1f24;--soft:#586069;--rule:#d5d9de;--accent:#0b57a4;--met:#00684c;--awaiting:#805300;--notmet:#b02a00;--unknown:#7b3a84;--gap:#fdf0ec;--mono:ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:root{--ground:#14171b;--raised:#1c2026;--text:#e3e6ea;--soft:#a0a8b2;--rule:#363c44;--accent:#7db5f0;--met:#4fc3a1;--awaiting:#e0a93c;--notmet:#ff8a65;--unknown:#d59ade;--gap:#33211c}}
*{box-sizing:border-box}
html{font:100%/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--ground);color:var(--text)}
body{margin:0;overflow-wrap:anywhere}
main{max-width:74rem;margin:0 auto;padding:2rem 1.5rem 4rem}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.18em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-100rem;background:var(--ground);padding:.5rem 1rem}.skip:focus{left:.5rem;top:.5rem}
.crumbs,.soft,.note{color:var(--soft)}.crumbs{font-size:.9rem;margin:0 0 .5rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem;font-weight:600}h1.path{font:600 1.25rem/1.4 var(--mono)}
h2{font-size:1.1rem;line-height:1.4;margin:2.25rem 0 .5rem;font-weight:600}h3{font-size:1rem;margin:1.75rem 0 .4rem;font-weight:600}
p{margin:0 0 .75rem;max-width:52rem}
code,.path{font-family:var(--mono);font-size:.88em}
.verdict{display:inline-block;border:2px solid currentColor;border-radius:.3rem;padding:.35rem .9rem;font-size:1.15rem}
.mark{white-space:nowrap}.mark>span{display:inline-block;width:1.1em;text-align:center;font-weight:700}
.met{color:var(--met)}.not-met{color:var(--notmet)}.awaiting{color:var(--awaiting)}.unknown{color:var(--unknown)}.none{color:var(--soft)}
.wide{overflow-x:auto;overflow-wrap:normal}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:left;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--rule);vertical-align:top;font-weight:400}
thead th{color:var(--soft);font-size:.875rem;vertical-align:bottom;font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
table.vectors{width:auto}table.vectors td.v{text-align:center;font-family:var(--mono);padding-right:1.1rem}table.vectors th.v{text-align:center;font-family:var(--mono);padding-right:1.1rem;max-width:18rem}
.gaps{list-style:none;margin:0;padding:0}.gaps>li{padding:.6rem 0;border-top:1px solid var(--rule)}
.gaps pre{margin:.3rem 0}.gaps ul{margin:0;padding-left:1.25rem}.gaps .more{display:block;font-size:.9375rem;color:var(--soft)}
pre{font:.85rem/1.5 var(--mono);background:var(--raised);padding:.5rem .75rem;overflow-x:auto;overflow-wrap:normal;margin:0}
table.source{font:.82rem/1.5 var(--mono);table-layout:auto}table.source td{border:0;padding:0 .6rem 0 0}
table.source td.line{text-align:right;color:var(--soft);user-select:none}table.source td.line a{color:inherit;text-decoration:none}
table.source td.text{white-space:pre;width:100%}table.source td.by{white-space:nowrap;text-align:right}table.source td.by a{color:var(--soft)}table.source tr.gap{background:var(--gap)}table.source tr:target{outline:2px solid var(--accent)}
table.source td.mark{text-align:center;font-weight:700}
details{margin:.4rem 0}summary{color:var(--accent);cursor:pointer}
.legend .mark{margin-right:1rem}
@media (max-width:48rem){main{padding:1rem}th,td{padding-right:.6rem}table.source td.by{display:none}}
@media print{main{max-width:none;padding:0}html{font-size:9.5pt}tr,li{break-inside:avoid}thead{display:table-header-group}a{color:inherit;text-decoration:none}table.source td.text{white-space:pre-wrap}.wide{overflow:visible}details:not([open])>*{display:block}}
`;
