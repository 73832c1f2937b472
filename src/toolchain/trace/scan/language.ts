/** A language the scanner can tell comments from literals in; `text` is everything else and carries no tags. */
export type Language =
  | 'typescript'
  | 'javascript'
  | 'c'
  | 'cpp'
  | 'ada'
  | 'rust'
  | 'python'
  | 'java'
  | 'go'
  | 'shell'
  | 'sql'
  | 'matlab'
  | 'mdl'
  | 'yaml'
  | 'toml'
  | 'text';

const languageByExtension: ReadonlyMap<string, Language> = new Map<string, Language>([
  ...['ts', 'tsx', 'mts', 'cts'].map((extension) => [extension, 'typescript'] as const),
  ...['js', 'jsx', 'mjs', 'cjs'].map((extension) => [extension, 'javascript'] as const),
  ...['c', 'h'].map((extension) => [extension, 'c'] as const),
  ...['cc', 'cpp', 'cxx', 'hh', 'hpp', 'hxx'].map((extension) => [extension, 'cpp'] as const),
  ...['ada', 'adb', 'ads'].map((extension) => [extension, 'ada'] as const),
  ...['sh', 'bash'].map((extension) => [extension, 'shell'] as const),
  ...['yaml', 'yml'].map((extension) => [extension, 'yaml'] as const),
  ['rs', 'rust'],
  ['py', 'python'],
  ['java', 'java'],
  ['go', 'go'],
  ['sql', 'sql'],
  ['m', 'matlab'],
  ['mdl', 'mdl'],
  ['toml', 'toml'],
]);

/**
 * The language of a file by the last extension of its path, in any case; `text` when the extension is unknown.
 * @implements LLR-SCN-001
 */
export function languageOf(path: string): Language {
  return languageByExtension.get(extensionOf(path)) ?? 'text';
}

/**
 * Lower-case last extension of a path without its dot; empty when there is none.
 * @implements LLR-SCN-001
 */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
