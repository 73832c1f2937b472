import { compareText, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { Files } from '../../../ports/files.js';
import type { CoverageComponent, ProjectConfig } from '../../project/config.generated.js';
import { instrumenterVersion } from '../instrument/runtime-names.js';
import type { SoftwareLevel } from '../report/coverage-summary.js';

/**
 * Id under which the records of the coverage analysis are kept.
 * @implements LLR-COV-040
 */
export const coverageProcedureId = 'structural-coverage';

/** A component at a level that asks for structural coverage, with its files. */
export interface MeasuredComponent {
  readonly name: string;
  readonly level: SoftwareLevel;
  readonly isEnforced: boolean;
  readonly paths: readonly string[];
}

/** What of the sources is instrumented in the runs of a procedure. Its digest is part of what a result depends on. */
export interface MeasuredSources {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly isLiteral: boolean;
  readonly instrumenterVersion: number;
}

/** Structural coverage as configured: components by name, and the procedures that are measured. */
export interface CoverageScope {
  readonly components: readonly MeasuredComponent[];
  readonly procedures: readonly string[];
  readonly sources: MeasuredSources;
}

/**
 * What the configuration says of coverage; undefined when it says nothing. A component of level D is not measured. Names that mean
 * nothing and files that belong to two components are findings, COV-207.
 * @implements LLR-COV-040
 */
export function coverageScopeOf(
  config: ProjectConfig,
  files: Pick<Files, 'list'>,
): { readonly scope: CoverageScope | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const { coverage } = config;
  if (coverage === undefined) return { scope: undefined, diagnostics: [] };
  const exclude = coverage.exclude ?? [];
  const all = coverage.components.map((component) => ({
    component,
    paths: files.list({ paths: component.paths, exclude: [...exclude, '**/*.d.ts'] }).value.filter((path) => language.test(path)),
  }));
  const components = all.flatMap(({ component: { name, level, enforce }, paths }): readonly MeasuredComponent[] =>
    level === 'D' ? [] : [{ name, level, isEnforced: enforce !== false, paths: [...paths].sort(compareText) }],
  );
  const include = coverage.components.filter(({ level }) => level !== 'D').flatMap(({ paths }) => paths);
  const sources = { include, exclude, isLiteral: coverage.literal === true, instrumenterVersion };
  const diagnostics = [...unknownProcedures(config), ...unclearComponents(all)];
  return { scope: { components, procedures: coverage.procedures, sources }, diagnostics };
}

const language = /\.[cm]?[jt]sx?$/;

function unknownProcedures({ coverage, procedures = [] }: ProjectConfig): readonly Diagnostic[] {
  const taken = procedures.some(({ id }) => id === coverageProcedureId)
    ? [misconfigured(`procedure ${coverageProcedureId} has the name of the coverage analysis`, 'give it another id')]
    : [];
  const wrong = (coverage?.procedures ?? []).flatMap((id) => {
    const procedure = procedures.find((one) => one.id === id);
    if (procedure === undefined) return [misconfigured(`coverage.procedures names ${id}, which is no procedure`, 'correct the name')];
    if (procedure.method !== 'test') return [misconfigured(`procedure ${id} is no test`, 'name procedures of method test')];
    if (procedure.command === undefined) return [misconfigured(`procedure ${id} has no command to measure`, 'let ampel run it')];
    return [];
  });
  return [...taken, ...wrong];
}

function unclearComponents(
  all: readonly { readonly component: CoverageComponent; readonly paths: readonly string[] }[],
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const owner = new Map<string, string>();
  const names = new Set<string>();
  for (const { component, paths } of all) {
    const { name } = component;
    if (names.has(name)) found.push(misconfigured(`component ${name} is configured twice`, 'give each component a name of its own'));
    names.add(name);
    if (paths.length === 0) found.push(misconfigured(`component ${name} has no file in a language that is measured`, 'correct its paths'));
    for (const path of paths) {
      const other = owner.get(path);
      if (other !== undefined && other !== name)
        found.push(misconfigured(`${path} belongs to ${other} and to ${name}`, 'let each file belong to one component'));
      owner.set(path, name);
    }
  }
  return found;
}

function misconfigured(message: string, fix: string): Diagnostic {
  const place = { path: 'ampel.config.yaml', line: 1, column: 1 };
  const why = 'which code is covered at which level would be unclear';
  return { code: 'COV-207', severity: 'error', message, place, why, fix, subjects: ['coverage'] };
}
