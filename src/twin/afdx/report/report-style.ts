/**
 * The style of the report: system fonts, one accent colour, light and dark, a palette that colour-blind readers can tell apart.
 *
 * @implements LLR-RPT-004
 */
export const reportStyle = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--ground:#fff;--card:#f6f8fa;--line:#d0d7de;--accent:#0b5cad;--low:#0b7a75;--middle:#9a6700;--high:#b42318;--sending:#0b5cad;--waiting:#c2571a;--latency:#6f6f9c;--other:#5b8a3c}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4af;--ground:#0d1117;--card:#161b22;--line:#30363d;--accent:#6cb2ff;--low:#3fb8af;--middle:#e0a93b;--high:#ff7b72;--sending:#6cb2ff;--waiting:#f0883e;--latency:#a5a5d6;--other:#8fc46b}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:1360px;margin:0 auto;padding:24px}
h1{font-size:26px;margin:0 0 16px}h1 small{font-size:15px;color:var(--soft);font-weight:400}
h2{font-size:19px;margin:0 0 10px}
section{margin:0 0 34px}
.verdict{background:var(--card);border:1px solid var(--line);border-left:6px solid var(--low);border-radius:6px;padding:16px 20px}
.verdict.failed{border-left-color:var(--high)}
.word{font-size:20px;font-weight:600;margin:0 0 12px}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:10px 24px;margin:0}
dt{color:var(--soft);font-size:13px}dd{margin:0;font-variant-numeric:tabular-nums}
figure{margin:0 0 18px}figcaption{color:var(--soft);font-size:14px;margin-bottom:6px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}
th,td{padding:4px 8px;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
th{position:sticky;top:0;background:var(--ground);font-weight:600}
.number{text-align:right}
tr.late td{color:var(--high);font-weight:600}
svg text{font:12px system-ui,sans-serif;fill:var(--ink)}
svg .where{fill:var(--soft);font-size:11px}svg .id{font-weight:600;font-size:14px}svg .other{font-weight:600}
.switch{fill:var(--card);stroke:var(--line)}.axis{stroke:var(--soft)}
.trunk{fill:none;stroke-width:3}path.low{stroke:var(--low)}path.middle{stroke:var(--middle);stroke-dasharray:9 3}path.high{stroke:var(--high);stroke-dasharray:3 3}
text.load.low{fill:var(--low)}text.load.middle{fill:var(--middle)}text.load.high{fill:var(--high)}
.bar{fill:var(--accent)}.bar.late{fill:var(--high)}
.part,.key{stroke:var(--ground);stroke-width:1}
.sending{fill:var(--sending);background:var(--sending)}.waiting{fill:var(--waiting);background:var(--waiting)}.technological-latency{fill:var(--latency);background:var(--latency)}.cable,.reception,.jitter-allowance{fill:var(--other);background:var(--other)}.jitter-allowance{opacity:.55}
.breakdown,.histogram{max-width:100%;height:auto}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 20px;padding:0;margin:6px 0 12px;font-size:14px}.key{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:6px}
footer{color:var(--soft);font-size:13px;border-top:1px solid var(--line);padding-top:12px;overflow-wrap:anywhere}
@media print{main{max-width:none;padding:0}th{position:static}.scroll{overflow:visible}table.bounds{font-size:9px}table.bounds th,table.bounds td{padding:2px 4px;white-space:normal}}
`;
