import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { compareText, type Diagnostic } from '../../src/kernel/diagnostic.js';
import type { Read } from '../../src/kernel/result.js';
import type { FileSelection, Files } from '../../src/ports/files.js';

/** A project folder held in memory, so that a defect can be planted without touching the disk. */
export class MemoryFiles implements Files {
  readonly #bytes: Map<string, Uint8Array>;

  constructor(files: Iterable<readonly [path: string, bytes: Uint8Array]>) {
    this.#bytes = new Map(files);
  }

  /** A copy that can be changed alone. */
  copy(): MemoryFiles {
    return new MemoryFiles(this.#bytes);
  }

  /** Text of a file that must be there. */
  textOf(path: string): string {
    const bytes = this.#bytes.get(path);
    if (bytes === undefined) throw new Error(`the project has no file ${path}`);
    return Buffer.from(bytes).toString('utf8');
  }

  list(selection: FileSelection): Read<readonly string[]> {
    const wanted = picomatch([...selection.paths], { dot: true });
    const excluded = picomatch([...(selection.exclude ?? [])], { dot: true });
    return { value: [...this.#bytes.keys()].filter((path) => wanted(path) && !excluded(path)).sort(compareText), diagnostics: [] };
  }

  readText(path: string): Read<string | undefined> {
    const { value, diagnostics } = this.readBytes(path);
    if (value === undefined) return { value, diagnostics };
    if (!isUtf8(value) || value.includes(0)) return { value: undefined, diagnostics: [finding('FIL-102', path)] };
    return { value: Buffer.from(value).toString('utf8'), diagnostics: [] };
  }

  readBytes(path: string): Read<Uint8Array | undefined> {
    const value = this.#bytes.get(path);
    return { value, diagnostics: value === undefined ? [finding('FIL-101', path)] : [] };
  }

  modifiedAt(): number | undefined {
    return undefined;
  }

  exists(path: string): boolean {
    return this.#bytes.has(path);
  }

  writeAtomically(path: string, data: string | Uint8Array): readonly Diagnostic[] {
    this.#bytes.set(path, typeof data === 'string' ? Buffer.from(data) : data);
    return [];
  }

  remove(path: string): void {
    for (const known of [...this.#bytes.keys()]) if (known === path || known.startsWith(`${path}/`)) this.#bytes.delete(known);
  }

  replaceFolder(path: string, contents: ReadonlyMap<string, string | Uint8Array>): readonly Diagnostic[] {
    this.remove(path);
    for (const [name, data] of contents) this.writeAtomically(`${path}/${name}`, data);
    return [];
  }

  forget(): void {
    // Nothing is kept.
  }

  recoverFolder(): void {
    // Nothing here can be killed half way.
  }
}

/** All files below a folder, but for results of earlier work with it. */
export function filesBelow(root: string): MemoryFiles {
  const files: [string, Uint8Array][] = [];
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/');
    if (entry.isFile() && !path.startsWith('.ampel/')) files.push([path, readFileSync(join(root, path))]);
  }
  return new MemoryFiles(files);
}

function finding(code: string, path: string): Diagnostic {
  return {
    code,
    severity: 'error',
    message: `${path} cannot be read`,
    place: { path, line: 1, column: 1 },
    why: 'it is planted so',
    fix: 'none',
  };
}
