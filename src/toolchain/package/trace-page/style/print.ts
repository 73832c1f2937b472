/**
 * Paper: black on white whatever the screen shows, no controls, nothing cut off at a page break that can be kept whole.
 * @implements LLR-VWR-009
 */
export const printStyle = String.raw`
@media print {
  :root { --ground: #ffffff; --raised: #ffffff; --text: #000000; --muted: #444444; --rule: #bbbbbb; --accent: #000000; --chosen: #ffffff;
    --met: #00503a; --awaiting: #614000; --notmet: #8c2200; --planned: #2c4363; --unknown: #5b2962; --none: #444444; color-scheme: light; }
  @page { margin: 18mm 15mm; }
  html { font-size: 9.5pt; }
  header.top, .skip, .filters, .crumbs, .pager, .more button, body.listing main, dialog { display: none !important; }
  body.listing #app { display: block; height: auto; min-height: 0; }
  main { padding: 0; }
  #app { display: flex; flex-direction: column; }
  #printed { display: block; order: -1; } .printscope { color: var(--muted); border-bottom: 1px solid var(--rule); padding-bottom: 1mm; }
  #printed table { font-size: 8pt; } #printed td, #printed th { padding: 1mm 3mm 1mm 0; } #printed td { overflow-wrap: anywhere; } #printed .id { white-space: nowrap; } #printed thead th { position: static; }
  .detail, .overview { max-width: none; } .shall, .prose { max-width: none; }
  .entry, .finding, tr { break-inside: avoid; } h2 { break-after: avoid; } thead { display: table-header-group; }
  a { text-decoration: none; } .wide { overflow: visible; } pre { white-space: pre-wrap; }
}
`;
