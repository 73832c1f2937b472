import { sep } from 'node:path';
import { parse } from 'yaml';
import { compareDiagnostics, type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { type Architecture, architectureFrom } from '../../../toolchain/coverage/coupling/architecture.js';
import { couplingJson, couplingText } from '../../../toolchain/coverage/coupling/coupling-text.js';
import { exercisedCouples, undeclaredCouples } from '../../../toolchain/coverage/coupling/exercised-couples.js';
import { findCouples } from '../../../toolchain/coverage/coupling/find-couples.js';
import { projectCoverage } from '../../../toolchain/coverage/report/project-coverage.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { typedProgram } from './ask-types.js';
import { measuredFiles, measuredPaths } from './instrumented-text.js';
import { keptTypeFacts } from './kept-types.js';
import { requirementsByCase, textsOf } from './report.js';
import { coverageFolder, settingsFrom } from './settings.js';

/** Where the architecture is declared unless an option says otherwise. */
const architecturePath = 'config-items/architecture.yaml';

/**
 * `ampel coverage coupling`: the data and control couples between components that the code has, whether the architecture declares them,
 * and which test cases of the last run exercise them.
 * @implements LLR-COV-066
 */
export async function coverageCoupling(context: CommandContext): Promise<number> {
  const settingsPath = `${coverageFolder}/settings.json`;
  const settings = context.files.exists(settingsPath) ? settingsFrom(context.files.readText(settingsPath).value ?? '') : undefined;
  if (settings === undefined) {
    process.stderr.write('error COV-109: no run was recorded\n  why: there is nothing to report\n  fix: ampel coverage run -- npx tap\n');
    return exitCodes.usage;
  }
  const architecture = declaredArchitecture(context);
  const { value: typed, diagnostics: typing } = typedProgram(context.root);
  if (architecture === undefined || typed === undefined) {
    complain(typing);
    return exitCodes.usage;
  }
  const problems: Diagnostic[] = [];
  const sources = textsOf(context, measuredFiles(context.files, settings), problems);
  const data = textsOf(context, context.files.list({ paths: [`${coverageFolder}/data/*.txt`] }).value, problems);
  const types = keptTypeFacts(context.files, settings);
  const { value: coverages, diagnostics } = projectCoverage(typed.compiler, sources, data, settings.isLiteral, types);
  const measured = measuredPaths(settings);
  const pathOf = (fileName: string): string | undefined => measured(fileName.split('/').join(sep));
  const found = findCouples({ ...typed, pathOf, componentOf: architecture.componentOf });
  const couples = exercisedCouples(found, coverages, architecture);
  const homeless = [...sources.keys()].filter((path) => architecture.componentOf(path) === undefined).map(noComponent);
  const stale = diagnostics.filter(({ code }) => ['COV-102', 'COV-103', 'COV-104', 'COV-105'].includes(code));
  const findings = [...problems, ...stale, ...homeless, ...undeclaredCouples(couples)].sort(compareDiagnostics);
  if (context.options.json === true) {
    complain(findings);
    context.out(couplingJson(couples, findings.length, await requirementsByCase(context)));
  } else {
    const listed = findings.map((finding) => `${formatDiagnostic(finding)}\n`).join('');
    context.out(`${listed}${listed === '' ? '' : '\n'}${couplingText(couples, findings.length, context.options.all === true)}`);
  }
  return findings.length === 0 && couples.length > 0 && couples.every(({ cases }) => cases.length > 0) ? exitCodes.green : exitCodes.red;
}

function declaredArchitecture(context: CommandContext): Architecture | undefined {
  const path = optionText(context, 'architecture') ?? architecturePath;
  const { value: text, diagnostics } = context.files.readText(path);
  if (text === undefined) {
    complain(diagnostics);
    return undefined;
  }
  const { value, diagnostics: faults } = architectureFrom(heldBy(text), path);
  complain(faults);
  return value;
}

/** What a YAML or JSON text holds; undefined where it cannot be read, which is then no architecture. */
function heldBy(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

function noComponent(path: string): Diagnostic {
  return {
    code: 'COV-302',
    severity: 'error',
    message: `${path} belongs to no component`,
    place: { path, line: 1, column: 1 },
    why: 'its couples are not looked at',
    fix: 'add it to the paths of a component, or leave it out of what is measured',
  };
}
