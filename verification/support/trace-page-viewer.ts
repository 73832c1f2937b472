import { createContext, runInContext } from 'node:vm';

import type { TracePageInput } from '../../src/toolchain/package/trace-page/input.js';
import { viewerParts } from '../../src/toolchain/package/trace-page/viewer-script.js';
import { writeTracePage } from '../../src/toolchain/package/trace-page/write-trace-page.js';
import { PlainNode } from './plain-document.js';

/** Functions of the viewer that tests call; the script is text, so their types are stated here. */
export interface Viewer {
  readonly loadModel: (readSection: (name: string) => string) => Promise<Model>;
  readonly idOf: (model: Model, item: number) => string;
  readonly titleOf: (model: Model, item: number) => string;
  readonly kindOf: (model: Model, item: number) => string;
  readonly placeOf: (model: Model, item: number) => string;
  readonly statusOf: (model: Model, item: number) => string;
  readonly chainLines: (model: Model, item: number, direction: 'up' | 'down') => readonly ChainLine[];
  readonly matrixPairs: (model: Model, rows: string, columns: string) => Matrix;
  readonly searchIndexOf: (model: Model) => { readonly looked: number };
  readonly createSearcher: (index: unknown) => (query: Readonly<Record<string, string>>) => readonly number[];
  readonly routeOf: (hash: string) => { readonly page: string; readonly id: string; readonly query: Readonly<Record<string, string>> };
  readonly hashOf: (page: string, id: string, query: Readonly<Record<string, string>>) => string;
  readonly commandOf: (key: string, modified: boolean, at: string, lettersOn: boolean) => string;
  readonly createGrid: (options: unknown) => Grid;
  readonly setGridItems: (grid: Grid, items: readonly number[], active: number) => void;
  readonly drawRows: (grid: Grid) => void;
  readonly commandGrid: (grid: Grid, command: string) => boolean;
  readonly itemsView: (app: unknown, route: unknown) => View;
  readonly matrixView: (app: unknown, route: unknown) => View;
  readonly findingsView: (app: unknown, route: unknown) => View;
  readonly overviewView: (app: unknown) => View;
  readonly requirementView: (app: unknown, id: string) => View;
  readonly caseView: (app: unknown, id: string) => View;
  readonly evidenceView: (app: unknown, id: string) => View;
  readonly fileView: (app: unknown, path: string, query: Readonly<Record<string, string>>) => View;
  readonly missingView: (app: unknown, id: string) => View;
  readonly statusMark: (status: string, word?: string) => PlainNode;
}

export interface Model {
  readonly total: number;
  readonly starts: readonly number[];
}

export interface ChainLine {
  readonly depth: number;
  readonly item: number;
  readonly link: number;
  readonly repeated: boolean;
}

export interface Matrix {
  readonly pairs: readonly { readonly row: number; readonly target: number; readonly via: number; readonly review: string }[];
  readonly rowCount: number;
  readonly coveredCount: number;
  readonly cut: boolean;
}

export interface Grid {
  readonly element: PlainNode;
  readonly body: PlainNode;
  active: number;
}

export interface View {
  readonly element: PlainNode;
  readonly grid?: Grid;
  readonly expand?: () => void;
  readonly collapse?: () => void;
  readonly update?: (text: string) => void;
  readonly printed?: () => PlainNode;
}

/** What the viewer finds around it when it runs outside a browser. */
export function viewerGlobals(): Record<string, unknown> {
  const body = new PlainNode('body');
  return {
    atob,
    Blob,
    DecompressionStream,
    Response,
    Node: PlainNode,
    location: { hash: '' },
    ResizeObserver: class {
      observe(): void {}
    },
    requestAnimationFrame: (run: () => void) => run(),
    document: { createElement: (tag: string) => new PlainNode(tag), body, activeElement: body },
  };
}

const exported =
  'loadModel, idOf, titleOf, kindOf, placeOf, statusOf, chainLines, matrixPairs, searchIndexOf, createSearcher, routeOf, hashOf, commandOf, ' +
  'createGrid, setGridItems, drawRows, commandGrid, itemsView, matrixView, findingsView, overviewView, requirementView, caseView, evidenceView, ' +
  'fileView, missingView, statusMark';

/** The viewer's parts, run as the browser would run them. */
export function loadViewer(globals = viewerGlobals()): Viewer {
  return runInContext(`${viewerParts}\n({ ${exported} })`, createContext(globals)) as Viewer;
}

/** The packed text of one data section of a written page. */
export function sectionText(html: string, name: string): string {
  return new RegExp(`id="data-${name}">([^<]*)<`).exec(html)?.[1] ?? '';
}

/** A page written, and read back by the viewer: the model, and what its views take as the application. */
export async function readBack(input: TracePageInput): Promise<{ viewer: Viewer; model: Model; app: unknown; changes: unknown[] }> {
  const html = writeTracePage(input);
  const viewer = loadViewer();
  const model = await viewer.loadModel((name) => sectionText(html, name));
  const index = viewer.searchIndexOf(model);
  const changes: unknown[] = [];
  const app = { model, index, find: viewer.createSearcher(index), change: (part: unknown) => changes.push(part) };
  return { viewer, model, app, changes };
}
