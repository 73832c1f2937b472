import type { Place } from '../../../kernel/diagnostic.js';
import { pointerToken } from '../json-places.js';
import type { ForeignFlow } from './wopanets-flows.js';
import type { ForeignLinks } from './wopanets-links.js';
import type { ForeignNodes } from './wopanets-nodes.js';
import type { XmlElement } from './xml-elements.js';

/** The elements of a file by what became of them, in the order of the network. */
export interface NetworkElements {
  readonly root: XmlElement;
  readonly header: XmlElement;
  readonly nodes: ForeignNodes;
  readonly links: ForeignLinks;
  readonly flows: readonly ForeignFlow[];
}

/**
 * Where the value at a JSON pointer of the network stands in the file: the element that it was read from, or for a value that was
 * filled in, the nearest element around it.
 *
 * @implements LLR-CNV-011
 */
export function placesOf({ root, header, nodes, links, flows }: NetworkElements): (pointer: string) => Place {
  const places = new Map<string, Place>([['/title', header.place]]);
  const putList = (pointer: string, elements: readonly XmlElement[]): void => {
    places.set(pointer, elements[0]?.place ?? root.place);
    elements.forEach((element, index) => {
      places.set(`${pointer}/${index}`, element.place);
    });
  };
  const all = [...nodes.values()];
  putList(
    '/endSystems',
    all.filter(({ kind }) => kind === 'station').map(({ element }) => element),
  );
  putList(
    '/switches',
    all.filter(({ kind }) => kind === 'switch').map(({ element }) => element),
  );
  putList('/links', links.elements);
  putList(
    '/virtualLinks',
    flows.map(({ element }) => element),
  );
  for (const [index, { targets }] of flows.entries()) {
    targets.forEach((target, destination) => {
      const route = `/virtualLinks/${index}/paths/A/${pointerToken(destination)}`;
      putList(route, target.path);
      places.set(route, target.element.place);
    });
  }
  return (pointer) => {
    let at = pointer;
    while (!places.has(at) && at !== '') at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
    return places.get(at) ?? root.place;
  };
}
