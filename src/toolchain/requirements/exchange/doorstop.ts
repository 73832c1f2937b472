import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLMap } from 'yaml';
import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { compareText } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Requirement } from '../model.js';
import { findingOf } from './findings.js';
import type { ExchangeFile, ExchangeOptions } from './options.js';
import { requirementOf } from './requirement-draft.js';
import { withoutByteOrderMark } from './text-lines.js';

/** An item is a few lines; a file beyond this many UTF-16 units is not one. */
const itemLengthMax = 1 << 20;
const itemKeys = ['active', 'derived', 'level', 'links', 'normative', 'reviewed', 'text', 'header', 'ref'];

/** A parsed file: its top-level entries by key, each with the line it stands on. */
interface Entries {
  readonly path: string;
  readonly nodes: ReadonlyMap<string, Node | null>;
  readonly placeOf: (node: Node | null | undefined) => Place;
}

/**
 * The requirements of Doorstop documents: one item a file, its id the file name, its level the prefix of its document (`.doorstop.yml` of
 * the nearest folder), its parents its links. Headings (`normative: false`) and inactive items are not requirements. `level` is kept as
 * attribute `chapter`; link stamps, `reviewed`, `ref` and custom attributes are kept. Diagnostics IMP-201 to IMP-205.
 * Source: Doorstop documentation, "Item" and "Document" reference.
 * @implements LLR-IMP-021
 */
export function readDoorstop(input: { readonly files: readonly ExchangeFile[] } & ExchangeOptions): Read<readonly Requirement[]> {
  const diagnostics: Diagnostic[] = [];
  const files = input.files.filter((file) => /\.ya?ml$/u.test(file.path)).sort((a, b) => compareText(a.path, b.path));
  const prefixes = documentPrefixes(files, diagnostics);
  const value: Requirement[] = [];
  for (const file of files) {
    const stem = stemOf(file.path);
    if (stem.startsWith('.')) continue;
    const prefix = prefixFor(file.path, prefixes);
    if (!isItemName(stem, prefix)) continue;
    const entries = entriesOf(file, diagnostics);
    if (entries === undefined) continue;
    const requirement = itemOf(stem, prefix ?? stem.replace(/[-_.]?\d+$/u, ''), entries, diagnostics, input);
    if (requirement !== undefined) value.push(requirement);
  }
  return { value, diagnostics };
}

/** Document prefix by folder. */
function documentPrefixes(files: readonly ExchangeFile[], diagnostics: Diagnostic[]): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  for (const file of files.filter((each) => stemOf(each.path) === '.doorstop')) {
    const entries = entriesOf(file, diagnostics);
    const settings = entries?.nodes.get('settings');
    const prefix = isMap(settings) ? textOf(settings.get('prefix', true)) : '';
    if (prefix !== '') prefixes.set(folderOf(file.path), prefix);
    else if (entries !== undefined) {
      diagnostics.push(
        findingOf({
          code: 'IMP-204',
          place: entries.placeOf(undefined),
          message: 'document has no prefix',
          why: 'the level of its items is the prefix of their document',
          fix: 'set settings.prefix in .doorstop.yml',
        }),
      );
    }
  }
  return prefixes;
}

function prefixFor(path: string, prefixes: ReadonlyMap<string, string>): string | undefined {
  let folder = folderOf(path);
  for (;;) {
    const prefix = prefixes.get(folder);
    if (prefix !== undefined || folder === '') return prefix;
    folder = folderOf(folder);
  }
}

function isItemName(stem: string, prefix: string | undefined): boolean {
  return prefix === undefined ? /^[\p{L}][\p{L}\p{N}_.-]*\d$/u.test(stem) : stem.toLowerCase().startsWith(prefix.toLowerCase());
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/u, '');
}

function entriesOf(file: ExchangeFile, diagnostics: Diagnostic[]): Entries | undefined {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { path: file.path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const map = mappingOf(withoutByteOrderMark(file.text), lines, at, diagnostics);
  if (map === undefined) return undefined;
  const nodes = new Map<string, Node | null>();
  for (const pair of map.items) {
    const key = textOf(pair.key);
    if (nodes.has(key)) diagnostics.push(unreadable(at(offsetOf(pair.key)), `key "${key}" stands twice`, 'remove one of the two'));
    nodes.set(key, pair.value as Node | null);
  }
  return { path: file.path, nodes, placeOf: (node) => at(offsetOf(node)) };
}

function mappingOf(text: string, lines: LineCounter, at: (offset: number) => Place, diagnostics: Diagnostic[]): YAMLMap | undefined {
  if (text.length > itemLengthMax) {
    diagnostics.push(unreadable(at(0), `file is longer than ${itemLengthMax} characters`, 'split the item'));
    return undefined;
  }
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    for (const error of document.errors) diagnostics.push(unreadable(at(error.pos[0]), error.message, 'mend the YAML'));
    let alias: number | undefined;
    visit(document, {
      Alias: (_, node) => {
        alias ??= offsetOf(node);
      },
    });
    if (alias !== undefined) diagnostics.push(unreadable(at(alias), 'an alias stands in the file', 'write the value out'));
    if (document.errors.length > 0 || alias !== undefined) return undefined;
    if (isMap(document.contents)) return document.contents as YAMLMap;
    diagnostics.push(unreadable(at(0), 'file is not a YAML mapping', 'write the item as keys and values'));
  } catch {
    // The YAML library answers very deep nesting with a stack overflow; nothing else is known to throw here.
    diagnostics.push(unreadable(at(0), 'file nests too deeply', 'write the item as keys and values'));
  }
  return undefined;
}

function unreadable(place: Place, message: string, fix: string): Diagnostic {
  return findingOf({
    code: 'IMP-201',
    place,
    message,
    why: 'a Doorstop file is one plain YAML mapping; the file is left out or read in part',
    fix,
  });
}

function itemOf(id: string, level: string, entries: Entries, diagnostics: Diagnostic[], options: ExchangeOptions): Requirement | undefined {
  const flag = (key: string, otherwise: boolean): boolean => flagOf(id, key, entries, otherwise, diagnostics);
  const text = textOf(entries.nodes.get('text'));
  const isActive = flag('active', true);
  const isNormative = flag('normative', true);
  if (!itemKeys.some((key) => entries.nodes.has(key))) {
    diagnostics.push(
      findingOf({
        code: 'IMP-205',
        severity: 'warning',
        place: entries.placeOf(undefined),
        message: `${id} has none of the keys of a Doorstop item`,
        why: 'the name is that of an item, the content is not; the file is left out',
        fix: 'rename the file, or write the item',
        subjects: [id],
      }),
    );
    return undefined;
  }
  if (!isActive || !isNormative) return undefined;
  const links = linksOf(id, entries, diagnostics);
  return requirementOf(
    {
      id,
      level,
      text: text.trimEnd(),
      title: textOf(entries.nodes.get('header')).trim(),
      derived: flag('derived', false),
      rationale: textOf(entries.nodes.get('rationale')).trimEnd(),
      parents: [...links.keys()],
      place: entries.placeOf(undefined),
      attributes: attributesOf(entries, links),
    },
    options,
  );
}

function attributesOf(entries: Entries, links: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const taken = new Set(['active', 'derived', 'links', 'normative', 'text', 'header', 'rationale', 'level']);
  const attributes = new Map<string, string>();
  for (const [key, node] of entries.nodes) {
    const text = textOf(node);
    if (!taken.has(key) && text !== '') attributes.set(key, text.trimEnd());
  }
  const chapter = textOf(entries.nodes.get('level'));
  if (chapter !== '') attributes.set('chapter', chapter);
  const stamps = [...links].filter(([, stamp]) => stamp !== '').map(([id, stamp]) => `${id}: ${stamp}`);
  if (stamps.length > 0) attributes.set('link-stamps', stamps.join('\n'));
  return Object.fromEntries(attributes);
}

/** Linked id to stamp; the stamp is empty where the link was never reviewed. */
function linksOf(id: string, entries: Entries, diagnostics: Diagnostic[]): ReadonlyMap<string, string> {
  const node = entries.nodes.get('links');
  const links = new Map<string, string>();
  if (node === undefined || node === null || (isScalar(node) && node.value === null)) return links;
  for (const item of isSeq(node) ? node.items : [node]) {
    const pair = isMap(item) ? item.items[0] : undefined;
    if (pair !== undefined) links.set(textOf(pair.key), textOf(pair.value));
    else if (isScalar(item) && textOf(item) !== '') links.set(textOf(item), '');
    else {
      diagnostics.push(
        findingOf({
          code: 'IMP-203',
          place: entries.placeOf(item as Node),
          message: `${id}: a link is neither an id nor an id with a stamp`,
          why: 'the link is lost',
          fix: 'write links as a list such as [REQ001, REQ002: stamp]',
          subjects: [id],
        }),
      );
    }
  }
  return links;
}

function flagOf(id: string, key: string, entries: Entries, otherwise: boolean, diagnostics: Diagnostic[]): boolean {
  const node = entries.nodes.get(key);
  const word = textOf(node).toLowerCase();
  if (word === '') return otherwise;
  if (/^(true|yes|on)$/u.test(word)) return true;
  if (/^(false|no|off)$/u.test(word)) return false;
  diagnostics.push(
    findingOf({
      code: 'IMP-202',
      place: entries.placeOf(node),
      message: `${id}: ${key} is "${word}"`,
      why: `${key} is true or false; ${otherwise} is assumed`,
      fix: 'write true or false',
      subjects: [id],
    }),
  );
  return otherwise;
}

/** A scalar as it was written (so that level 1.10 stays 1.10), other values as JSON. */
function textOf(node: unknown): string {
  if (isScalar(node)) {
    if (node.value === null || node.value === undefined) return '';
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }
  if (isMap(node) || isSeq(node)) return node.items.length === 0 ? '' : JSON.stringify(node.toJSON());
  return '';
}

function offsetOf(node: unknown): number {
  if (isPair(node)) return offsetOf(node.key);
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}
