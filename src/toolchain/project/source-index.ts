import { compareText } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Files } from '../../ports/files.js';
import type { SourceIndex } from '../evidence/procedure-inputs.js';
import { type ScannedFile, scanSource } from '../trace/scan/scan-source.js';

/** Files of the project as scanned once. */
export interface Scans {
  readonly code: readonly ScannedFile[];
  readonly tests: readonly ScannedFile[];
  readonly textOf: ReadonlyMap<string, string>;
  /** SHA-256 of the bytes of each scanned file. */
  readonly digests: Map<string, string | undefined>;
}

/**
 * Digests, imports and declared reads of project files, each computed once.
 * @implements LLR-EVD-002
 */
export function sourceIndexOf(files: Files, scans: Scans): SourceIndex {
  const scannedOf = new Map([...scans.code, ...scans.tests].map((scan) => [scan.path, scan]));
  const { digests } = scans;
  const imports = new Map<string, readonly string[]>();
  return {
    digestOf: (path) => remember(digests, path, () => digestOf(path)),
    importsOf: (path) => remember(imports, path, () => importsOf(path)),
    readsOf: (path) => declaredReads(scans.textOf.get(path) ?? (sourceName.test(path) ? (files.readText(path).value ?? '') : '')),
  };

  function digestOf(path: string): string | undefined {
    const { value } = files.readBytes(path);
    return value === undefined ? undefined : sha256(value);
  }

  function importsOf(path: string): readonly string[] {
    let scan = scannedOf.get(path);
    if (scan === undefined && sourceName.test(path)) {
      const { value: text } = files.readText(path);
      if (text !== undefined) scan = scanSource({ path, text });
    }
    return (scan?.imports ?? []).flatMap((specifier) => resolveImport(path, specifier, files)).sort(compareText);
  }
}

function remember<V>(map: Map<string, V>, key: string, compute: () => V): V {
  if (!map.has(key)) map.set(key, compute());
  return map.get(key) as V;
}

/** The project file that a relative module specifier means; none for packages, whose versions the lock file pins. */
function resolveImport(from: string, specifier: string, files: Files): readonly string[] {
  if (!specifier.startsWith('.')) return [];
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  const target = parts.join('/');
  const stem = target.replace(/\.([cm]?)js(x?)$/, '');
  const candidates = [
    target,
    target.replace(/\.([cm]?)js(x?)$/, '.$1ts$2'),
    `${stem}.tsx`,
    `${target}.ts`,
    `${target}.js`,
    `${target}/index.ts`,
    `${target}/index.js`,
  ];
  const found = candidates.find((path) => /\.[a-z]+$/.test(path) && files.exists(path));
  return found === undefined ? [] : [found];
}

const sourceName = /\.[cm]?[jt]sx?$/;
const readsPattern = /@reads[ \t]+([^\n]+)/g;

function declaredReads(text: string): readonly string[] {
  return [...text.matchAll(readsPattern)].flatMap((match) =>
    (match[1] ?? '').split(/[\s,]+/).filter((pattern) => pattern !== '' && pattern !== '*/'),
  );
}
