import { isUtf8 } from 'node:buffer';
import picomatch from 'picomatch';
import type { Diagnostic } from '../kernel/diagnostic.js';
import type { Read } from '../kernel/result.js';
import type { FileSelection, Files } from '../ports/files.js';
import type { Git } from '../ports/git.js';

/**
 * The files of a revision as a read-only file system, so that a project can be read as it was.
 * @param selections which files are held in memory
 * @implements LLR-PRJ-007
 */
export async function revisionFiles(git: Git, revision: string, selections: readonly FileSelection[]): Promise<Files> {
  const all = await git.pathsAt(revision);
  const matchers = selections.map(matcherOf);
  const wanted = all.filter((path) => matchers.some((matches) => matches(path)));
  const contents = await git.contentsAt(revision, wanted);
  const readOnly = (): readonly Diagnostic[] => {
    throw new Error('the files of a revision are read only');
  };
  const bytesOf = (path: string): Read<Uint8Array | undefined> => {
    const bytes = contents.get(path);
    return { value: bytes, diagnostics: bytes === undefined ? [notAtRevision(path, revision, 'is not there')] : [] };
  };
  const textOf = (path: string): Read<string | undefined> => {
    const { value, diagnostics } = bytesOf(path);
    if (value === undefined) return { value: undefined, diagnostics };
    if (!isUtf8(value) || value.includes(0)) return { value: undefined, diagnostics: [notAtRevision(path, revision, 'is not UTF-8 text')] };
    return { value: new TextDecoder().decode(value), diagnostics: [] };
  };
  return {
    list: (selection) => ({ value: [...contents.keys()].filter(matcherOf(selection)), diagnostics: [] }),
    readText: textOf,
    readBytes: bytesOf,
    exists: (path) => contents.has(path),
    modifiedAt: () => undefined,
    writeAtomically: readOnly,
    remove: readOnly,
    replaceFolder: readOnly,
    forget: () => undefined,
    recoverFolder: readOnly,
  };
}

function notAtRevision(path: string, revision: string, what: string): Diagnostic {
  return {
    code: 'FIL-101',
    severity: 'error',
    message: `${path} ${what} at revision ${revision}`,
    place: { path, line: 1, column: 1 },
    why: 'what is not read is not compared',
    fix: 'compare with a revision in which the file can be read',
  };
}

function matcherOf(selection: FileSelection): (path: string) => boolean {
  const matches = picomatch([...selection.paths], { dot: true });
  const excluded = picomatch([...(selection.exclude ?? [])], { dot: true });
  return (path) => matches(path) && !excluded(path);
}
