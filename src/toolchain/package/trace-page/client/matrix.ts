/**
 * Browser part: the pairs of a matrix between two sets of items (a level, code, test cases, evidence), in either
 * direction and through the items between them.
 * @implements LLR-VWR-013
 */
export const matrixScript = String.raw`
// ---- matrix ----
const matrixPairsMax = 200000;
const reviewRank = { accepted: 0, 'not-reviewed': 1, suspect: 2 };

/** The sets a matrix can relate, highest first. */
function matrixSets(model) {
  const named = model.overview.levels.map((level) => ({ name: 'level:' + level.name, title: level.title || level.name }));
  const tail = [['code', 'Code'], ['case', 'Test cases and results'], ['evidence', 'Other evidence']];
  return [...named, ...tail.map(([name, title]) => ({ name, title }))];
}

function inSet(model, item, set) {
  const kind = kindOf(model, item);
  if (kind !== 'requirement') return kind === set;
  return set === 'level:' + valueAt(model.requirements.level, item);
}

/** Down when the rows stand above the columns, else up. */
function matrixDirection(model, rows, columns) {
  const names = matrixSets(model).map((set) => set.name);
  return names.indexOf(rows) <= names.indexOf(columns) ? 'down' : 'up';
}

/**
 * { pairs, rowCount, coveredCount, cut }; a row without a partner is one pair with target -1, and such rows come first.
 * After the limit of pairs no further row is looked at; cut then says so, and the counts are of the rows looked at.
 */
function matrixPairs(model, rows, columns) {
  const direction = matrixDirection(model, rows, columns);
  const visited = new Int32Array(model.starts[5]).fill(-1);
  const bare = [];
  const linked = [];
  let rowCount = 0;
  for (let item = 0; item < model.total; item++) {
    if (!inSet(model, item, rows)) continue;
    if (linked.length >= matrixPairsMax) return { pairs: [...bare, ...linked], rowCount, coveredCount: rowCount - bare.length, cut: true };
    rowCount++;
    const reached = reachedFrom(model, item, columns, direction, visited);
    if (reached.length === 0) bare.push({ row: item, target: -1, via: -1, review: '', again: false });
    for (const pair of reached) linked.push(pair);
  }
  return { pairs: [...bare, ...linked], rowCount, coveredCount: rowCount - bare.length, cut: false };
}

/** The partners of one row; the review state of a pair is the weakest of the links that lead to it. */
function reachedFrom(model, start, columns, direction, visited) {
  const reached = [];
  const stack = [{ item: start, via: -1, review: 'accepted' }];
  visited[start] = start;
  while (stack.length > 0) {
    const step = stack.pop();
    for (const link of linksOf(model, step.item, direction)) {
      const item = direction === 'up' ? model.to[link] : model.from[link];
      if (visited[item] === start) continue;
      visited[item] = start;
      const review = weaker(step.review, valueAt(model.links.review, link));
      if (inSet(model, item, columns)) reached.push({ row: start, target: item, via: step.item === start ? -1 : step.item, review, again: false });
      stack.push({ item, via: step.item, review });
    }
  }
  return reached.sort((a, b) => a.target - b.target);
}

function weaker(a, b) {
  return reviewRank[a] >= reviewRank[b] ? a : b;
}
`;
