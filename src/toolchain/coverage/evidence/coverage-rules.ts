import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { HeldRecord } from '../../evidence/record.js';
import type { CoverageComponent } from '../../project/config.generated.js';
import type { TraceGraph } from '../../trace/graph.js';
import { coverageProcedureId } from './components.js';
import { type ComponentOutcome, type CoverageOutcome, coverageOutcomeOf, type RecordedGap } from './outcome.js';

/** Where a component of the configuration stands. */
export interface ComponentStanding {
  readonly component: CoverageComponent;
  /** `unknown`: there is no current record, or the measurement is incomplete. */
  readonly state: 'met' | 'not-met' | 'unknown' | 'not-asked';
  /** Why it is unknown; empty otherwise. */
  readonly reason: string;
  readonly outcome: ComponentOutcome | undefined;
}

/**
 * What the gate says of structural coverage: nothing where none is configured. A component without current evidence, an incomplete
 * measurement and each open gap is an error, unless the configuration says that the component is not enforced yet: then it is one note.
 * @implements LLR-COV-048
 */
export function coverageFindings(graph: TraceGraph): readonly Diagnostic[] {
  const standings = componentStandings(graph);
  if (standings.length === 0) return [];
  const enforced = standings.filter(({ component, state }) => component.enforce !== false && state !== 'not-asked');
  const outcome = currentOutcome(graph).outcome;
  const ownFindings = (outcome?.findings ?? []).filter(({ code }) => enforced.length > 0 || code === 'COV-205' || code === 'COV-206');
  return [
    ...standings.flatMap((standing) => (enforced.includes(standing) ? enforcedFindings(standing) : notEnforced(standing))),
    ...ownFindings.map(({ code, severity, message, path, line, why, fix }): Diagnostic => {
      const place = { path, line, column: 1 };
      return { code, severity, message, place, why, fix, subjects: [path] };
    }),
  ];
}

/**
 * Where each configured component stands.
 * @implements LLR-COV-048
 */
export function componentStandings(graph: TraceGraph): readonly ComponentStanding[] {
  const { coverage } = graph.config;
  if (coverage === undefined) return [];
  const { outcome, reason } = currentOutcome(graph);
  const isComplete = outcome?.findings.every(({ severity, code }) => severity !== 'error' || code === 'COV-205') ?? false;
  return coverage.components.map((component): ComponentStanding => {
    if (component.level === 'D') return { component, state: 'not-asked', reason: '', outcome: undefined };
    const own = outcome?.components.find(({ name }) => name === component.name);
    if (own === undefined)
      return { component, state: 'unknown', reason: reason || 'the evidence does not speak of it', outcome: undefined };
    if (!isComplete) return { component, state: 'unknown', reason: 'its measurement is incomplete', outcome: own };
    return { component, state: own.open.length === 0 ? 'met' : 'not-met', reason: '', outcome: own };
  });
}

function currentOutcome(graph: TraceGraph): { readonly outcome: CoverageOutcome | undefined; readonly reason: string } {
  const held: HeldRecord | undefined = graph.records.find(({ record }) => record.predicate.procedure === coverageProcedureId);
  if (held === undefined) return { outcome: undefined, reason: 'no coverage was recorded' };
  if (held.staleBecause !== '') return { outcome: undefined, reason: `its evidence is stale: ${held.staleBecause}` };
  const outcome = coverageOutcomeOf(held.record);
  return { outcome, reason: outcome === undefined ? 'its evidence is of another version' : '' };
}

const configured = { path: 'ampel.config.yaml', line: 1, column: 1 };

function enforcedFindings({ component, state, reason, outcome }: ComponentStanding): readonly Diagnostic[] {
  const { name, level } = component;
  if (outcome === undefined) {
    const isStale = reason.startsWith('its evidence is stale');
    return [
      {
        code: isStale ? 'COV-202' : 'COV-201',
        severity: 'error',
        message: `structural coverage of ${name} is unknown at level ${level}: ${reason}`,
        place: configured,
        why: isStale ? 'coverage of other sources or tests says nothing of these' : `level ${level} asks for structural coverage`,
        fix: 'run ampel certify',
        subjects: [name],
      },
    ];
  }
  // an incomplete measurement shows gaps that are none; its findings are reported instead
  if (state !== 'not-met') return [];
  return outcome.open.map((gap) => gapFinding(gap, component));
}

function gapFinding(gap: RecordedGap, { name, level }: CoverageComponent): Diagnostic {
  const { path, line, column, what, remedy, requirements, uncountedCases, shortcoming } = gap;
  const whose = requirements.length === 0 ? 'no requirement is named for this code' : `the tests of ${listed(requirements)} do not show it`;
  const others = uncountedCases.length === 0 ? '' : `; only ${listed(uncountedCases)} does, which does not count`;
  const record = shortcoming === 'unclassified' ? '' : `; its justification does not resolve it: ${shortcoming}`;
  return {
    code: 'COV-204',
    severity: 'error',
    message: `${what}; ${whose}${others}${record}`,
    place: { path, line, column },
    why: `${name} is of level ${level}, and what requirement-based tests do not reach is untested, unspecified or not needed`,
    fix: `${remedy === '' ? `add a test case of ${requirements[0] ?? 'its requirement'} that reaches it` : `${remedy} in a requirement-based test`}, remove the code, or: ampel coverage justify ${path}:${line}:${column}`,
    subjects: [`${path}:${line}:${column}`, ...requirements],
  };
}

function listed(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
}

function notEnforced({ component, state, reason, outcome }: ComponentStanding): readonly Diagnostic[] {
  if (state === 'not-asked' || state === 'met') return [];
  const gaps = state === 'unknown' ? reason : `${outcome?.open.length ?? 0} gaps`;
  return [
    {
      code: 'COV-208',
      severity: 'note',
      message: `${component.name} does not meet level ${component.level}, which is not enforced yet: ${gaps}`,
      place: configured,
      why: 'a green verdict says nothing of its structural coverage, and its reader has to know',
      fix: 'close the gaps (ampel coverage gaps), then remove enforce: false',
      subjects: [component.name],
    },
  ];
}

/**
 * One line for each component: mark, name, level, and where it stands. Never a tick for what is not met.
 * @implements LLR-COV-053
 */
export function coverageLines(graph: TraceGraph): readonly string[] {
  return componentStandings(graph).map(({ component, state, reason, outcome }) => {
    const { name, level } = component;
    const head = `${name}: level ${level}`;
    const isEnforced = component.enforce !== false;
    if (state === 'not-asked') return `– ${head}, no structural coverage is asked for`;
    const resolved = outcome === undefined || outcome.resolved.length === 0 ? '' : `, ${outcome.resolved.length} resolved by analysis`;
    if (state === 'met') return `✓ ${head}, covered by requirement-based tests${resolved}`;
    const open =
      outcome === undefined || state === 'unknown'
        ? ''
        : `, ${outcome.open.length} ${outcome.open.length === 1 ? 'gap' : 'gaps'}${resolved}`;
    const why = reason === '' ? '' : `, ${reason}`;
    if (!isEnforced) return `◐ ${head}${open}${why}, not yet enforced`;
    return `${state === 'unknown' ? '?' : '✗'} ${head}${open}${why}`;
  });
}
