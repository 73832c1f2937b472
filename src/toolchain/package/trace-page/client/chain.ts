/**
 * Browser part: the whole chain of an item, up or down, as lines of a tree. An item reached twice is expanded once, so
 * a chain is never longer than the number of links, and a cycle ends.
 * @implements LLR-VWR-012
 */
export const chainScript = String.raw`
// ---- chain ----
/** Lines in the order they are read: { depth, item, link, repeated }. */
function chainLines(model, start, direction) {
  const lines = [];
  const expanded = new Uint8Array(model.starts[5]);
  expanded[start] = 1;
  const stack = openLinks(model, start, direction, 0);
  while (stack.length > 0) {
    const { link, depth } = stack.pop();
    const item = direction === 'up' ? model.to[link] : model.from[link];
    const repeated = expanded[item] === 1;
    lines.push({ depth, item, link, repeated });
    if (repeated) continue;
    expanded[item] = 1;
    for (const entry of openLinks(model, item, direction, depth + 1)) stack.push(entry);
  }
  return lines;
}

/** Last first, because the stack gives them back in reverse. */
function openLinks(model, item, direction, depth) {
  return linksOf(model, item, direction).reverse().map((link) => ({ link, depth }));
}

/** Counts below an item: child requirements, code units, test cases passed and in all, other evidence. Direct links only. */
function directCounts(model, item) {
  const counts = { requirement: 0, code: 0, case: 0, passed: 0, evidence: 0 };
  for (const link of linksOf(model, item, 'down')) {
    const lower = model.from[link];
    counts[kindOf(model, lower)]++;
    if (kindOf(model, lower) === 'case' && statusOf(model, lower) === 'met') counts.passed++;
  }
  return counts;
}
`;
