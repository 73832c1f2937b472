import picomatch from 'picomatch';
import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';

/** A component of the software, and the components that it may depend on. */
export interface Component {
  readonly name: string;
  readonly paths: readonly string[];
  readonly uses: readonly string[];
}

/** The components of a project. */
export interface Architecture {
  readonly components: readonly Component[];
  /** The component of a file, by its path from the project root; undefined for a file of none. */
  readonly componentOf: (path: string) => string | undefined;
}

/**
 * The architecture that a value declares: `components`, each with `name`, `paths` (patterns) and `uses` (names). A file belongs to the
 * first component that one of its patterns matches. Each fault is a finding, COV-303.
 * @param value what a YAML or JSON file holds
 * @param path of that file, for the findings
 * @implements LLR-COV-064
 */
export function architectureFrom(value: unknown, path: string): Read<Architecture | undefined> {
  const faults: string[] = [];
  const list = member(value, 'components');
  if (!Array.isArray(list) || list.length === 0) faults.push('components is no list with a member');
  const components = (Array.isArray(list) ? list : []).flatMap((one: unknown, place) => {
    const [name, paths, uses = []] = [member(one, 'name'), member(one, 'paths'), member(one, 'uses')];
    if (typeof name === 'string' && name !== '' && isTexts(paths) && paths.length > 0 && isTexts(uses)) return [{ name, paths, uses }];
    faults.push(`component ${place + 1} has not the members name, paths and uses`);
    return [];
  });
  const names = new Set(components.map(({ name }) => name));
  if (names.size < components.length) faults.push('two components have one name');
  for (const { name, uses } of components)
    for (const used of uses) if (!names.has(used)) faults.push(`${name} uses ${used}, which is no component`);
  if (faults.length > 0) return { value: undefined, diagnostics: faults.map((fault) => notReadable(fault, path)) };
  const matchers = components.map(({ name, paths }) => ({ name, matches: picomatch([...paths], { dot: true }) }));
  return { value: { components, componentOf: (file) => matchers.find(({ matches }) => matches(file))?.name }, diagnostics: [] };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function notReadable(message: string, path: string): Diagnostic {
  return {
    code: 'COV-303',
    severity: 'error',
    message: `the architecture cannot be read: ${message}`,
    place: { path, line: 1, column: 1 },
    why: 'couples between components cannot be told from calls within one',
    fix: 'declare components: [{ name, paths: [patterns], uses: [names] }]',
  };
}
