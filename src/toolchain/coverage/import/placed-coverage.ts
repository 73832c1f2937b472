import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { importFinding } from './import-finding.js';
import type { ImportedCoverage, ImportedFile } from './imported-coverage.generated.js';

/** How the paths of a file of another tool become paths of the project. */
export interface Placement {
  /** Absolute path of the project. */
  readonly project: string;
  /** The folder that held the project where it was built; the project's own where it is not given. */
  readonly recordedRoot?: string | undefined;
  /** How many folders are taken off the front of each path. */
  readonly strip?: number | undefined;
  /** Folders of the project below which paths may begin, as those of Java packages do. */
  readonly sourceRoots?: readonly string[] | undefined;
  /** Whether the project has a file of this path. */
  readonly exists: (path: string) => boolean;
  /** Whether a path is left out, by its path as recorded or in the project. */
  readonly isExcluded?: ((path: string) => boolean) | undefined;
}

/**
 * The coverage with paths of the project. Files outside of it are one finding and are left out; so are those that are excluded, without finding.
 * @implements LLR-CVI-011
 */
export function placedCoverage(coverage: ImportedCoverage, placement: Placement): Read<ImportedCoverage> {
  const outside: string[] = [];
  const files: ImportedFile[] = [];
  const isExcluded = placement.isExcluded ?? (() => false);
  for (const file of coverage.files) {
    const recorded = normalized(file.path);
    if (isExcluded(recorded)) continue;
    const path = projectPath(file, placement);
    if (path === undefined) outside.push(file.path);
    else if (!isExcluded(path)) files.push({ ...file, path, roots: [] });
  }
  return { value: { ...coverage, files }, diagnostics: outsideFindings(outside, coverage.sources[0]?.name ?? 'coverage') };
}

/** Most files that one finding names: those of a C++ library may be hundreds. */
const namedMaximum = 5;

function outsideFindings(outside: readonly string[], name: string): readonly Diagnostic[] {
  if (outside.length === 0) return [];
  const named = outside.slice(0, namedMaximum).join(', ');
  const more = outside.length > namedMaximum ? ` and ${outside.length - namedMaximum} more` : '';
  return [importFinding('CVI-108', `${named}${more} ${outside.length === 1 ? 'is' : 'are'} outside of the project`, { path: name })];
}

function projectPath({ path, roots }: ImportedFile, placement: Placement): string | undefined {
  const { strip = 0, sourceRoots = [], exists } = placement;
  const recorded = normalized(path);
  if (strip > 0)
    return inside(
      recorded
        .split('/')
        .filter((part) => part !== '')
        .slice(strip)
        .join('/'),
    );
  if (isAbsolute(recorded)) return belowRoot(recorded, placement);
  const candidates = [
    ...roots.map((root) => {
      const joined = normalized(`${root}/${recorded}`);
      return isAbsolute(joined) ? belowRoot(joined, placement) : inside(joined);
    }),
    ...sourceRoots.map((root) => inside(normalized(`${root}/${recorded}`))),
    inside(recorded),
  ].filter((candidate) => candidate !== undefined);
  return candidates.find(exists) ?? candidates[0];
}

/** The path below the project or the folder it was built in; undefined for one outside of both. */
function belowRoot(path: string, { project, recordedRoot }: Placement): string | undefined {
  for (const root of [recordedRoot, project]) {
    const folder = root === undefined ? undefined : normalized(root).replace(/\/$/, '');
    if (folder !== undefined && path.startsWith(`${folder}/`)) return inside(path.slice(folder.length + 1));
  }
  return undefined;
}

function inside(path: string): string | undefined {
  return path === '' || path === '..' || path.startsWith('../') || isAbsolute(path) ? undefined : path;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

/** Forward slashes, without `.` and with `..` taken back where a folder precedes it. */
function normalized(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const parts: string[] = [];
  for (const part of slashed.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !slashed.startsWith('/')) parts.push(part);
  }
  return `${slashed.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
