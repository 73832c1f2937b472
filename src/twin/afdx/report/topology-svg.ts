import { compareText } from '../../../kernel/diagnostic.js';
import { present } from '../../../kernel/present.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import { escaped, loadClassOf, percentText } from './markup.js';

/** End systems listed below a switch; the others are counted. */
const endSystemsShown = 16;
const [columnWidth, rowHeight, headHeight, layerGap] = [244, 17, 44, 56];
/** How far cables between switches of one layer hang below them. */
const bowDepth = 40;

interface Box {
  readonly id: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly neighbours: readonly string[];
  readonly endSystems: readonly string[];
}

/**
 * The topology of one network as SVG: switches in layers by their distance from the best connected one, with the end systems at each
 * and the load of each output port in percent; what a switch is joined with stands first.
 *
 * @param loads load of each port in percent by `node>toward`
 * @implements LLR-RPT-003
 */
export function topologySvg(network: AfdxNetwork, name: NetworkName, loads: ReadonlyMap<string, number>): string {
  const joins = joinsOf(network, name);
  const boxes = placed(joins);
  if (boxes.length === 0) return '';
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + bowDepth;
  const width = Math.max(...boxes.map((box) => box.x)) + columnWidth;
  const at = new Map(boxes.map((box) => [box.id, box]));
  const lines = [...joins].flatMap(([from, { neighbours }]) =>
    [...neighbours].filter((to) => from < to).map((to) => trunk(at.get(from) as Box, at.get(to) as Box, loads)),
  );
  return `<svg class="topology" role="img" aria-label="Topology of network ${name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${lines.join('')}${boxes.map((box) => boxSvg(box, loads)).join('')}</svg>`;
}

/** A switch and what its cables lead to. */
interface Join {
  readonly location: string;
  readonly neighbours: Set<string>;
  readonly attached: Set<string>;
}

/** The switches of one network by id, in the order of the file. */
function joinsOf(network: AfdxNetwork, name: NetworkName): ReadonlyMap<string, Join> {
  const joins = new Map(
    network.switches
      .filter((each) => each.network === name)
      .map(({ id, location }): readonly [string, Join] => [id, { location, neighbours: new Set(), attached: new Set() }]),
  );
  const join = (from: string, to: string): void => {
    const here = joins.get(from);
    if (here === undefined) return;
    (joins.has(to) ? here.neighbours : here.attached).add(to);
  };
  for (const { ends } of network.links) {
    join(ends[0].node, ends[1].node);
    join(ends[1].node, ends[0].node);
  }
  return joins;
}

/** Layers by breadth-first distance from the switch with most neighbours; a part that no cable joins with it has layers of its own. */
function layersOf(joins: ReadonlyMap<string, Join>): readonly (readonly string[])[] {
  const nextTo = (id: string): readonly string[] => [...joinAt(joins, id).neighbours].sort(compareText);
  const byDegree = [...joins].sort(([a, { neighbours: ofA }], [b, { neighbours: ofB }]) => ofB.size - ofA.size || compareText(a, b));
  const layers: string[][] = [];
  const reached = new Set<string>();
  for (const [start] of byDegree) {
    let layer = reached.has(start) ? [] : [start];
    for (let depth = 0; layer.length > 0; depth++) {
      layers[depth] = [...(layers[depth] ?? []), ...layer];
      layer.forEach((id) => {
        reached.add(id);
      });
      layer = [...new Set(layer.flatMap(nextTo).filter((id) => !reached.has(id)))];
    }
  }
  return layers;
}

function placed(joins: ReadonlyMap<string, Join>): readonly Box[] {
  const layers = layersOf(joins);
  const boxes: Box[] = [];
  let y = 4;
  const widest = Math.max(0, ...layers.map((layer) => layer.length));
  for (const layer of layers) {
    const shift = ((widest - layer.length) * columnWidth) / 2;
    layer.forEach((id, index) => {
      const { location, neighbours, attached } = joinAt(joins, id);
      const endSystems = [...attached].sort(compareText);
      const others = [...neighbours].sort(compareText);
      const rows = others.length + Math.min(endSystems.length, endSystemsShown) + (endSystems.length > endSystemsShown ? 1 : 0);
      boxes.push({
        id,
        title: location,
        x: shift + index * columnWidth,
        y,
        height: headHeight + rows * rowHeight + 6,
        neighbours: others,
        endSystems,
      });
    });
    y = Math.max(...boxes.map((box) => box.y + box.height)) + layerGap;
  }
  return boxes;
}

function joinAt(joins: ReadonlyMap<string, Join>, id: string): Join {
  return present(joins.get(id), `switch ${id}`);
}

function boxSvg({ id, title, x, y, height, neighbours, endSystems }: Box, loads: ReadonlyMap<string, number>): string {
  const shown = endSystems.slice(0, endSystemsShown);
  const left = x + 8;
  const rows = [...neighbours, ...shown].map((node, index) => {
    const line = y + headHeight + 12 + index * rowHeight;
    const name = `<text x="${left + 8}" y="${line}" class="${index < neighbours.length ? 'other' : 'es'}">${escaped(node)}</text>`;
    return `${name}${loadText(left + 152, line, loads.get(`${node}>${id}`), '↑')}${loadText(left + 220, line, loads.get(`${id}>${node}`), '↓')}`;
  });
  const more = endSystems.length - shown.length;
  const last = y + headHeight + 12 + (neighbours.length + shown.length) * rowHeight;
  const rest = more > 0 ? `<text x="${left + 8}" y="${last}" class="es">and ${more} more</text>` : '';
  return `<g><rect x="${left}" y="${y}" width="${columnWidth - 16}" height="${height}" rx="6" class="switch"/><text x="${left + 8}" y="${y + 18}" class="id">${escaped(id)}</text><text x="${left + 8}" y="${y + 34}" class="where">${escaped(title)}</text>${rows.join('')}${rest}</g>`;
}

function loadText(x: number, y: number, load: number | undefined, arrow: string): string {
  if (load === undefined) return '';
  return `<text x="${x}" y="${y}" text-anchor="end" class="load ${loadClassOf(load)}">${arrow} ${percentText(load)}</text>`;
}

/** A cable between two switches, drawn as its busier direction. */
function trunk(a: Box, b: Box, loads: ReadonlyMap<string, number>): string {
  const [upper, lower] = a.y <= b.y ? [a, b] : [b, a];
  const centre = (box: Box): number => box.x + columnWidth / 2;
  const [start, end] = [
    { x: centre(upper), y: upper.y + upper.height },
    { x: centre(lower), y: upper.y === lower.y ? lower.y + lower.height : lower.y },
  ];
  const bow = Math.max(start.y, end.y) + bowDepth;
  const path =
    upper.y === lower.y
      ? `M${start.x} ${start.y} C${start.x} ${bow} ${end.x} ${bow} ${end.x} ${end.y}`
      : `M${start.x} ${start.y} L${end.x} ${end.y}`;
  const [there, back] = [loads.get(`${a.id}>${b.id}`) ?? 0, loads.get(`${b.id}>${a.id}`) ?? 0];
  return `<path d="${path}" class="trunk ${loadClassOf(Math.max(there, back))}"><title>${escaped(a.id)} to ${escaped(b.id)} ${percentText(there)}, back ${percentText(back)}</title></path>`;
}
