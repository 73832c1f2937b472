import { recordExisting } from '../../toolchain/evidence/run-procedures.js';
import { loadProject } from '../../toolchain/project/load-project.js';
import { counted } from '../../toolchain/trace/formats/gate-text.js';
import { type CommandContext, exitCodes } from '../context.js';
import { complain, withProject } from '../open-project.js';

/**
 * `ampel record PROCEDURE`: binds results that were produced elsewhere to the files as they are now.
 * @implements LLR-CLI-013
 */
export function record(context: CommandContext): Promise<number> {
  return withProject(context, async (project) => {
    const known = (project.config.procedures ?? []).map((procedure) => procedure.id);
    const procedure = project.config.procedures?.find((entry) => entry.id === context.positionals[0]);
    if (procedure === undefined || context.positionals.length !== 1) {
      process.stderr.write(
        `error CLI-102: ${context.positionals.length === 1 ? `there is no procedure "${context.positionals[0]}"` : 'one procedure is needed'}\n  why: results belong to a procedure of the configuration\n  fix: use one of: ${known.join(', ')}\n`,
      );
      return exitCodes.usage;
    }
    if (procedure.results.format === 'findings' || procedure.results.paths === undefined) {
      process.stderr.write(
        `error CLI-102: procedure ${procedure.id} leaves no result files\n  why: its result is what its command does\n  fix: run it with: ampel certify\n`,
      );
      return exitCodes.usage;
    }
    const problems = recordExisting(project.graph, procedure, project.runs, context);
    complain(problems);
    const errors = problems.filter((finding) => finding.severity === 'error').length;
    const after = await loadProject(context.files, project.config, context.clock.today());
    const own = after.graph.records.filter((held) => held.record.predicate.procedure === procedure.id && held.staleBecause === '');
    const outcomes = own.flatMap((held) => held.record.predicate.cases.map((entry) => entry.outcome));
    const passed = outcomes.filter((outcome) => outcome === 'passed').length;
    const strays = own.reduce((sum, held) => sum + held.record.predicate.warnedTests.length, 0);
    const good = errors === 0 && passed > 0 && passed === outcomes.length && strays === 0;
    context.out(
      `${good ? '✓' : '✗'} ${procedure.id}: ${counted(passed, 'case')} passed, ${outcomes.length - passed} did not, ${counted(strays, 'result')} of no declared case, ${counted(errors, 'problem')}; recorded for the files as they are now\n`,
    );
    return good ? exitCodes.green : exitCodes.red;
  });
}
