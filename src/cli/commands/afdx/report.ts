import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { boundsOf, methods } from '../../../twin/afdx/bounds/bounds.js';
import { pathPartsOf, rowsOf } from '../../../twin/afdx/report/report-model.js';
import { reportPage } from '../../../twin/afdx/report/report-page.js';
import { checkTiming } from '../../../twin/afdx/timing-rules/check-timing.js';
import { microsecondsText } from '../../../twin/afdx/timing-rules/timing-rule.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { oneFileOnly } from './check.js';
import { aircraftNetwork, fileNamed, readAfdxNetwork } from './read-network.js';

/**
 * `ampel afdx report [FILE]`: the timing report of a network as one HTML page.
 * @implements LLR-RPT-008
 */
export async function afdxReport(context: CommandContext): Promise<number> {
  const [, path = aircraftNetwork, ...more] = context.positionals;
  if (more.length > 0) return oneFileOnly('report', more);
  const { text, reading } = readAfdxNetwork(context, path);
  const { network, placeOf } = reading;
  const checked = network === undefined ? { bounds: undefined, diagnostics: [] } : checkTiming(network, 'frame', placeOf);
  const { bounds } = checked;
  const diagnostics = [...reading.diagnostics, ...checked.diagnostics];
  if (network === undefined || bounds === undefined) {
    complain(diagnostics);
    context.out(`✗ ${path}: no report, because the network cannot be analysed\n`);
    return text === undefined || network === undefined ? exitCodes.usage : exitCodes.red;
  }
  const each = methods.map((method) => (method === bounds.method ? bounds : boundsOf(bounds.network, method)));
  const input = { path, network, each, findings: diagnostics };
  const output = optionText(context, 'output') ?? 'afdx-report.html';
  const named = fileNamed(context, output);
  const problems = named.files.writeAtomically(named.path, reportPage(input));
  complain(problems);
  if (problems.length > 0) return exitCodes.usage;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const [tightest] = rowsOf(input);
  if (context.options.json === true) {
    const parts = tightest === undefined ? [] : pathPartsOf(input, tightest.end);
    context.out(
      prettyJson({
        path,
        output,
        errors,
        smallestMarginMicroseconds: tightest === undefined ? null : microsecondsText(tightest.marginPicoseconds),
        tightestPath: parts,
      } as unknown as Json),
    );
  } else context.out(`report written to ${output}\n${errors === 0 ? '✓' : '✗'} ${path}: ${errors} errors\n`);
  return errors === 0 ? exitCodes.green : exitCodes.red;
}
