import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { compareText, type Diagnostic } from '../kernel/diagnostic.js';
import { fileRefused, fileTextOf, textBytesMaximum } from '../kernel/file-text.js';
import type { Read } from '../kernel/result.js';
import type { FileSelection, Files } from '../ports/files.js';

/** Where folders stand while they are replaced. */
const asideFolder = '.ampel/aside';

/** Does not wait for a writer when the file is a named pipe; Windows knows no such flag. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const neverEntered = new Set(['.git', 'node_modules']);

/**
 * Files below one root folder, through Node; a path or a symbolic link that leads out of it is refused. Listings are kept until the object itself writes or removes a file, or is told to forget them.
 * @implements LLR-PRJ-002
 * @implements LLR-PRJ-009
 * @implements LLR-PRJ-010
 * @implements LLR-PRJ-011
 */
export class NodeFiles implements Files {
  readonly #root: string;
  readonly #folders = new Map<string, { readonly files: readonly string[]; readonly diagnostics: readonly Diagnostic[] }>();

  constructor(root: string) {
    this.#root = resolve(root);
  }

  /** Absolute form of a path. @throws an error with a `code` for a path that leads out of the root */
  #absolute(path: string): string {
    const absolute = resolve(this.#root, path);
    if (path.includes('\u0000')) throw Object.assign(new Error('a path holds a NUL character'), { code: 'no path' });
    if (!isBelow(this.#root, absolute)) throw Object.assign(new Error(`${path} is outside the project`), { code: 'outside the project' });
    return absolute;
  }

  list(selection: FileSelection): Read<readonly string[]> {
    const found = new Set<string>();
    const diagnostics: Diagnostic[] = [];
    const excluded = picomatch([...(selection.exclude ?? [])], { dot: true });
    for (const pattern of selection.paths) {
      const { base, glob } = picomatch.scan(pattern);
      if (glob === '') {
        if (this.exists(pattern) && !excluded(pattern)) found.add(pattern);
        continue;
      }
      const matches = picomatch(pattern, { dot: true });
      const folder = this.#walk(base);
      for (const path of folder.files) if (matches(path) && !excluded(path)) found.add(path);
      diagnostics.push(...folder.diagnostics);
    }
    return { value: [...found].sort(compareText), diagnostics };
  }

  forget(): void {
    this.#folders.clear();
  }

  #walk(base: string): { readonly files: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
    const known = this.#folders.get(base);
    if (known !== undefined) return known;
    const files: string[] = [];
    const diagnostics: Diagnostic[] = [];
    const pending = [base === '' ? '.' : base];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) this.#enter(folder, files, pending, diagnostics);
    const result = { files, diagnostics };
    this.#folders.set(base, result);
    return result;
  }

  #enter(folder: string, files: string[], pending: string[], diagnostics: Diagnostic[]): void {
    try {
      for (const entry of readdirSync(this.#absolute(folder), { withFileTypes: true })) {
        const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isFile()) files.push(path);
        else if (entry.isDirectory()) {
          if (!neverEntered.has(entry.name)) pending.push(path);
        } else if (entry.isSymbolicLink()) {
          if (this.#isFileInside(path)) files.push(path);
          else diagnostics.push(linkNotFollowed(path));
        }
      }
    } catch (thrown) {
      if (codeOf(thrown) !== 'ENOENT') diagnostics.push(unreadable(folder, 'folder', codeOf(thrown)));
    }
  }

  #isFileInside(path: string): boolean {
    try {
      const absolute = this.#absolute(path);
      return statSync(absolute).isFile() && isBelow(realpathSync(this.#root), realpathSync(absolute));
    } catch {
      return false;
    }
  }

  readText(path: string): Read<string | undefined> {
    const { value, diagnostics } = this.readBytes(path);
    return value === undefined ? { value: undefined, diagnostics } : fileTextOf(path, value);
  }

  readBytes(path: string): Read<Uint8Array | undefined> {
    try {
      const handle = openSync(this.#absolute(path), readOnly);
      try {
        const found = fstatSync(handle);
        if (!found.isFile()) return { value: undefined, diagnostics: [unreadable(path, 'file', 'it is no file')] };
        if (found.size > textBytesMaximum * 16) {
          return {
            value: undefined,
            diagnostics: [
              fileRefused(path, `is larger than ${(textBytesMaximum * 16) / 1024 / 1024} MiB`, 'leave it out in ampel.config.yaml'),
            ],
          };
        }
        return { value: wholeOf(handle, found.size), diagnostics: [] };
      } finally {
        closeSync(handle);
      }
    } catch (thrown) {
      return { value: undefined, diagnostics: [unreadable(path, 'file', codeOf(thrown))] };
    }
  }

  modifiedAt(path: string): number | undefined {
    try {
      return statSync(this.#absolute(path)).mtimeMs;
    } catch {
      return undefined;
    }
  }

  exists(path: string): boolean {
    try {
      lstatSync(this.#absolute(path));
      return true;
    } catch {
      return false;
    }
  }

  writeAtomically(path: string, data: string | Uint8Array): readonly Diagnostic[] {
    let temporary = '';
    try {
      const target = this.#absolute(path);
      this.#makeFolder(dirname(target));
      temporary = `${target}.${process.pid}.tmp`;
      const handle = openSync(temporary, 'w');
      try {
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(temporary, target);
      this.#folders.clear();
      return [];
    } catch (thrown) {
      if (temporary !== '') rmSync(temporary, { force: true });
      return [notWritten(path, codeOf(thrown))];
    }
  }

  /** Makes a folder and those above it, none of them through a symbolic link that leads out of the root. */
  #makeFolder(folder: string): void {
    let existing = folder;
    while (existing !== this.#root && lstatSync(existing, { throwIfNoEntry: false }) === undefined) existing = dirname(existing);
    if (existing !== this.#root && !isBelow(realpathSync(this.#root), realpathSync(existing)))
      throw Object.assign(new Error(folder), { code: 'outside the project' });
    mkdirSync(folder, { recursive: true });
  }

  replaceFolder(path: string, contents: ReadonlyMap<string, string | Uint8Array>): readonly Diagnostic[] {
    this.recoverFolder(path);
    const stage = `${asideFolder}/${path.replaceAll('/', '__')}.new`;
    for (const [name, data] of contents) {
      const problems = this.writeAtomically(`${stage}/${name}`, data);
      if (problems.length > 0) return problems;
    }
    const old = `${asideFolder}/${path.replaceAll('/', '__')}.old`;
    try {
      if (this.exists(path)) renameSync(this.#absolute(path), this.#absolute(old));
      renameSync(this.#absolute(stage), this.#absolute(path));
      this.remove(old);
      return [];
    } catch (thrown) {
      this.recoverFolder(path);
      return [notWritten(path, codeOf(thrown))];
    }
  }

  recoverFolder(path: string): void {
    const aside = `${asideFolder}/${path.replaceAll('/', '__')}`;
    if (!this.exists(path) && this.exists(`${aside}.old`)) renameSync(this.#absolute(`${aside}.old`), this.#absolute(path));
    this.remove(`${aside}.old`);
    this.remove(`${aside}.new`);
  }

  remove(path: string): void {
    this.#folders.clear();
    try {
      rmSync(this.#absolute(path), { force: true, recursive: true });
    } catch (thrown) {
      // A file where a folder of the path would be: there is nothing to remove.
      if (codeOf(thrown) !== 'ENOTDIR') throw thrown;
    }
  }
}

/** Whether an absolute path is a folder or lies in it. */
function isBelow(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : String(thrown);
}

function unreadable(path: string, kind: string, code: string): Diagnostic {
  return {
    code: 'FIL-101',
    severity: 'error',
    message: `${kind} ${path} cannot be read (${code})`,
    place: { path, line: 1, column: 1 },
    why: 'what is not read is not checked',
    fix: `restore the ${kind} or its permissions, or leave it out in ampel.config.yaml`,
  };
}

/** The bytes of an open file of about the given size, with one system call less than the library for each file. */
function wholeOf(handle: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(size + 1);
  let filled = 0;
  while (filled <= size) {
    const count = readSync(handle, bytes, filled, size + 1 - filled, null);
    if (count === 0) return bytes.subarray(0, filled);
    filled += count;
  }
  return Buffer.concat([bytes, readFileSync(handle)]);
}

function notWritten(path: string, code: string): Diagnostic {
  return {
    code: 'FIL-104',
    severity: 'error',
    message: `${path} cannot be written (${code})`,
    place: { path, line: 1, column: 1 },
    why: 'the result of this command would be lost',
    fix: 'choose a path inside the project, and check the permissions of its folder and the free space',
  };
}

function linkNotFollowed(path: string): Diagnostic {
  return {
    code: 'FIL-103',
    severity: 'warning',
    message: `symbolic link ${path} is not followed`,
    place: { path, line: 1, column: 1 },
    why: 'links to folders can form loops, links out of the project are under another control, and links to nothing hide a missing file',
    fix: 'put the files themselves into the project, or exclude the link',
  };
}
