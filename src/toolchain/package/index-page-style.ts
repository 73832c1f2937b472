/**
 * Style of the first page: system fonts, one accent colour, light and dark, print.
 * @implements LLR-PKG-004
 */
export const indexPageStyle = `
:root{--ink:#1b1f24;--soft:#57606a;--rule:#d0d7de;--paper:#fff;--band:#f6f8fa;--accent:#0b5cad;--ok:#0f6b4f;--bad:#a4302a}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#9aa4af;--rule:#3a424b;--paper:#14181d;--band:#1c2229;--accent:#7db7f2;--ok:#6fd3ae;--bad:#f0938c}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:68rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
.kicker{margin:0;color:var(--soft);letter-spacing:.04em}
h1{margin:.1em 0 .4em;font-size:2rem;line-height:1.2}
h2{margin:2.2rem 0 .6rem;font-size:1.2rem;line-height:1.3}
.verdict{display:inline-block;margin:.2rem 0;padding:.45rem 1rem;border:2px solid currentColor;border-radius:.4rem;font-size:1.25rem}
.verdict.green{color:var(--ok)}.verdict.red{color:var(--bad)}
.scope,.note,.soft{color:var(--soft)}
ul,ol,.note,.scope{max-width:50rem}
li{margin:.25rem 0}.plain{list-style:none;padding:0}
a{color:var(--accent)}a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.open{display:inline-block;margin-top:1rem;font-weight:600}
table{width:100%;border-collapse:collapse;font-size:.94rem}
thead th{position:sticky;top:0;background:var(--band);text-align:left}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--rule);vertical-align:top;text-align:left;font-weight:400}
thead th{font-weight:600}
td:first-child,th[scope=row]{white-space:nowrap}
.n{text-align:right;font-variant-numeric:tabular-nums}
code{font:.9em ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;overflow-wrap:anywhere}
@media print{body{font-size:10.5pt}main{max-width:none;padding:0}thead th{position:static}a{color:inherit}h2{break-after:avoid}tr{break-inside:avoid}}
`;
