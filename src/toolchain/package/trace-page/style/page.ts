/**
 * Colours, type and layout of text. State colours are told apart under deuteranopia and protanopia (after Okabe and
 * Ito), hold a contrast of 4.5 to 1 on their background (WCAG 2.2, 1.4.3), and are never the only sign of a state.
 * @implements LLR-VWR-009
 */
export const pageStyle = String.raw`
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f6f8; --text: #1b1f24; --muted: #586069; --rule: #d5d9de; --accent: #0b57a4; --chosen: #e8f0f9;
  --met: #00684c; --awaiting: #805300; --notmet: #b02a00; --planned: #3d5a80; --unknown: #7b3a84; --none: #586069;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --raised: #1c2026; --text: #e3e6ea; --muted: #a0a8b2; --rule: #363c44; --accent: #7db5f0; --chosen: #1e2e40;
    --met: #4fc3a1; --awaiting: #e0a93c; --notmet: #ff8a65; --planned: #9db8d8; --unknown: #d59ade; --none: #a0a8b2;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; background: var(--ground); color: var(--text); }
body { margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a.id, header.top a { text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
h1[tabindex]:focus, h2[tabindex]:focus, main:focus { outline: none; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 0.75rem; font-weight: 600; }
h2 { font-size: 1.05rem; line-height: 1.4; margin: 2rem 0 0.5rem; font-weight: 600; }
p { margin: 0 0 0.75rem; }
.skip { position: absolute; left: -100rem; background: var(--ground); padding: 0.5rem 1rem; z-index: 9; }
.skip:focus { left: 0.5rem; top: 0.5rem; }
.loading { max-width: 40rem; margin: 20vh auto; padding: 0 1.5rem; color: var(--muted); }
header.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.75rem; padding: 0.5rem 1.5rem; border-bottom: 1px solid var(--rule); background: var(--ground); }
header.top .project { font-weight: 600; color: var(--text); max-width: 16rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
header.top nav { display: flex; flex-wrap: wrap; gap: 0 1.1rem; flex: 1 1 auto; font-size: 0.9375rem; }
header.top nav a { color: var(--muted); padding: 0.4rem 0; border-bottom: 2px solid transparent; }
header.top nav a[aria-current] { color: var(--text); border-bottom-color: var(--accent); }
.searchbox { position: relative; flex: 1 1 13rem; max-width: 20rem; }
.searchbox kbd { position: absolute; right: 0.6rem; top: 50%; transform: translateY(-50%); color: var(--muted); font: 0.8rem var(--mono); pointer-events: none; }
.searchbox input:focus + kbd, .searchbox input:not(:placeholder-shown) + kbd { visibility: hidden; }
input[type="search"], select { font: inherit; font-size: 0.9375rem; color: inherit; background: var(--ground); border: 1px solid var(--muted); border-radius: 3px; padding: 0.3rem 0.5rem; max-width: 100%; }
input[type="search"] { width: 100%; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
button.plain { color: var(--accent); padding: 0.3rem 0.25rem; }
button.plain:hover { text-decoration: underline; }
main { padding: 1.5rem; }
.id, .path, pre { font-family: var(--mono); font-size: 0.9em; }
.aside, .none, .reason { color: var(--muted); }
.aside { font-size: 0.875rem; font-weight: 400; }
.mark { white-space: nowrap; font-size: 0.9375em; }
.mark .shape { display: inline-block; width: 1.15em; text-align: center; font-weight: 700; }
.mark.met { color: var(--met); } .mark.awaiting { color: var(--awaiting); } .mark.not-met { color: var(--notmet); }
.mark.planned { color: var(--planned); } .mark.unknown { color: var(--unknown); } .mark.not-applicable { color: var(--none); }
.mark.quiet { color: var(--muted); }
.detail { max-width: 66rem; margin: 0 auto; }
.pair { display: grid; grid-template-columns: minmax(0, 42rem) minmax(14rem, 1fr); gap: 0 3rem; }
.margin .facts { grid-template-columns: 1fr; gap: 0; font-size: 0.9375rem; border-left: 1px solid var(--rule); padding-left: 1.25rem; }
.margin .facts dt { font-size: 0.8125rem; } .margin .facts dd { margin-bottom: 0.45rem; }
h1.path { font-size: 1.25rem; } .unit > h2.id { font-size: 1.05rem; } .entry .mark { margin-right: 0.25rem; }
.history { margin-top: 2rem; }
.detail h1 .id { color: var(--muted); font-weight: 500; font-size: 1.15rem; display: block; }
.crumbs { font-size: 0.875rem; color: var(--muted); margin-bottom: 0.5rem; }
.statusline { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
.shall { font-size: 1.125rem; line-height: 1.6; max-width: 42rem; margin: 1.25rem 0; padding-left: 1rem; border-left: 3px solid var(--accent); white-space: pre-line; }
.prose { max-width: 42rem; white-space: pre-line; }
.note .prose { padding: 0.6rem 0.9rem; border: 1px solid var(--rule); background: var(--raised); }
.facts { display: grid; grid-template-columns: minmax(7rem, 10rem) 1fr; gap: 0.2rem 1.25rem; margin: 0 0 0.75rem; }
.facts dt { color: var(--muted); font-size: 0.9375rem; } .facts dd { margin: 0; min-width: 0; }
.tree, .tree ul { list-style: none; margin: 0; padding: 0; }
.tree ul { margin-left: 0.5rem; padding-left: 1.1rem; border-left: 1px solid var(--rule); }
.entry { padding: 0.35rem 0; }
.entry .second { font-size: 0.875rem; color: var(--muted); padding-left: 1.45rem; }
.entry .first { padding-left: 1.45rem; text-indent: -1.45rem; }
.entry .first > * { text-indent: 0; }
.more { padding-top: 0.5rem; color: var(--muted); }
.findings { list-style: none; padding: 0; margin: 0; }
.finding { padding: 0.75rem 0; border-top: 1px solid var(--rule); }
.finding .facts { margin: 0.3rem 0 0 1.45rem; grid-template-columns: 3.5rem 1fr; font-size: 0.9375rem; gap: 0.1rem 1rem; }
.unit { border-top: 1px solid var(--rule); margin-top: 1.25rem; } .unit > h2 { margin-top: 1rem; }
.unit.chosen > h2 { color: var(--accent); }
.unit .chain h2 { font-size: 0.9375rem; margin-top: 0.75rem; color: var(--muted); }
pre { background: var(--raised); padding: 0.75rem 1rem; overflow-x: auto; line-height: 1.5; overflow-wrap: normal; }
.pager { display: flex; gap: 1.5rem; padding: 0.5rem 0; color: var(--muted); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
caption { text-align: left; font-weight: 600; font-size: 1.05rem; padding: 0 0 0.5rem; }
th, td { text-align: left; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; font-weight: 400; overflow-wrap: normal; }
thead th { color: var(--muted); font-size: 0.875rem; vertical-align: bottom; position: sticky; top: 0; background: var(--ground); }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
.overview { max-width: 72rem; margin: 0 auto; display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem 3rem; }
.overview h2 { margin-top: 0; } .overview .across { grid-column: 1 / -1; margin-top: 1.5rem; min-width: 0; }
.overview .verdict { grid-column: span 2; border-left: 4px solid currentColor; padding-left: 1.25rem; border-color: var(--none); }
.overview .verdict.met { border-color: var(--met); } .overview .verdict.not-met { border-color: var(--notmet); } .overview .verdict.unknown { border-color: var(--unknown); }
.overview .verdict h1 { font-size: 2rem; margin: 0 0 0.25rem; } .overview .verdict .aside { margin: 0; }
.overview .next { grid-column: span 2; grid-row: 2; } .overview .scope { grid-row: 1 / span 2; grid-column: 3; }
.overview ul, .overview ol { margin: 0 0 0.5rem; padding-left: 1.25rem; } .overview li { margin-bottom: 0.35rem; max-width: 46rem; }
.overview .scope .facts { grid-template-columns: minmax(6rem, auto) 1fr; gap: 0.2rem 1rem; }
.legend { color: var(--muted); font-size: 0.875rem; } .legend .mark { margin-right: 0.75rem; }
summary { color: var(--accent); cursor: pointer; }
dialog { color: inherit; background: var(--ground); border: 1px solid var(--muted); border-radius: 4px; padding: 1.5rem; max-width: 34rem; } dialog h2 { margin-top: 0; }
dialog::backdrop { background: rgb(0 0 0 / 40%); }
#printed { display: none; }
@media (max-width: 48rem) {
  main { padding: 1rem; } header.top { padding: 0.5rem 1rem; } .searchbox { flex: 1 1 11rem; }
  .overview { display: block; } .overview > section { margin-bottom: 1.75rem; }
  .pair { display: block; } header.top .project { flex: 1 0 60%; order: -2; } header.top > button { order: -1; margin-left: auto; } header.top nav { flex: 1 0 100%; gap: 0 1rem; }
  header.top nav a { padding: 0.2rem 0; } .searchbox { max-width: none; }
  .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: 0.5rem; }
}
`;
