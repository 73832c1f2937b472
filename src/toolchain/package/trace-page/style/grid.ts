/**
 * The virtual list: columns by what is listed; on a narrow screen a row becomes two lines.
 * @implements LLR-VWR-009
 */
export const gridStyle = String.raw`
body.listing #app { display: flex; flex-direction: column; height: 100vh; height: 100dvh; min-height: 30rem; }
body.listing main { flex: 1; min-height: 0; padding-bottom: 0; }
.list { display: flex; flex-direction: column; height: 100%; }
.listhead { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.25rem; }
.listhead h1 { margin-bottom: 0.25rem; } .count { color: var(--muted); margin: 0; }
.filters { display: flex; flex-wrap: wrap; align-items: end; gap: 0.5rem 1.25rem; padding: 0.25rem 0 0.75rem; }
.choice span { display: block; font-size: 0.8125rem; color: var(--muted); } .choice select { max-width: 15rem; }
.grid { flex: 1; min-height: 0; overflow: auto; border-top: 1px solid var(--rule); position: relative; overflow-wrap: normal; }
.grid:focus-visible { outline-offset: -2px; }
.headgroup { position: sticky; top: 0; z-index: 1; background: var(--ground); }
.rows { position: relative; }
.row { display: grid; gap: 0 1rem; height: 2.25rem; align-items: center; padding: 0 0.75rem; border-bottom: 1px solid var(--rule); font-size: 0.9375rem; }
.rows .row { position: absolute; left: 0; right: 0; cursor: pointer; }
.rows .row:hover { background: var(--raised); }
.rows .row[aria-selected] { background: var(--chosen); box-shadow: inset 3px 0 var(--accent); }
.row.head .cell { color: var(--muted); font: inherit; font-size: 0.875rem; }
.row.head button:hover { text-decoration: underline; } .row.head .cell[aria-sort] { color: var(--text); }
.cell { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
.cell.number { text-align: right; font-variant-numeric: tabular-nums; }
.cell.place { font-family: var(--mono); font-size: 0.85em; color: var(--muted); }
.cell a.again { color: var(--muted); } .cell.via { font-family: var(--mono); font-size: 0.85em; color: var(--muted); }
.grid .ident a { font-size: 0.9em; }
.cols-requirement .row { grid-template-columns: 8.75rem var(--ident) minmax(8rem, 1fr) 6.5rem 4rem 4.25rem 5rem 6.25rem; }
.cols-all .row { grid-template-columns: 8.75rem var(--ident) minmax(8rem, 1fr) 8rem 4rem; }
.cols-code .row { grid-template-columns: minmax(10rem, 1fr) minmax(12rem, 1.5fr) 6rem 4rem 6.5rem; }
.cols-case .row, .cols-evidence .row { grid-template-columns: 8.75rem var(--ident) minmax(12rem, 1.4fr) 4rem minmax(10rem, 1fr); }
.cols-code .title { font-family: var(--mono); font-size: 0.85em; }
.cols-matrix .row { grid-template-columns: var(--ident) minmax(6rem, 1fr) 8.25rem var(--ident) minmax(6rem, 1fr) 8.25rem 7.25rem; }
.cols-through .row { grid-template-columns: var(--ident) minmax(6rem, 0.8fr) 8.25rem var(--ident) minmax(6rem, 1fr) 8.25rem 7.25rem var(--ident); }
@media (max-width: 62rem) {
  .headgroup { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .grid .row { height: 3.75rem; grid-template-columns: 1fr auto; grid-template-rows: 1fr 1fr; gap: 0 1rem; }
  .grid .cell { display: none; }
  .grid .cell.ident { display: block; grid-area: 1 / 1; align-self: end; } .grid .cell.status { display: block; grid-area: 1 / 2; align-self: end; }
  .grid .cell.title { display: block; grid-area: 2 / 1 / auto / span 2; align-self: start; }
  .grid .row .cell.partner { grid-area: 2 / 1; align-self: start; } .cols-matrix .row .cell.title, .cols-through .row .cell.title { display: none; }
  .grid .row .cell.result { grid-area: 2 / 2; align-self: start; } .grid .rows .partner::before { content: "→ "; color: var(--muted); }
}
@media (max-height: 30rem) { body.listing main { padding-top: 0.75rem; } }
@media (max-width: 48rem) { .filters { gap: 0.5rem 0.75rem; } .choice { flex: 1 1 6.5rem; min-width: 0; } .choice select { width: 100%; } }
`;
