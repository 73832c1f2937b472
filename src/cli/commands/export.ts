import { SimpleGitRepository } from '../../adapters/simple-git.js';
import { type WrittenFormat, writeExchange } from '../../toolchain/requirements/exchange/formats.js';
import { type CommandContext, exitCodes, optionText } from '../context.js';
import { complain, withProject } from '../open-project.js';

const formats: readonly WrittenFormat[] = ['reqif', 'csv', 'json', 'yaml'];

/**
 * `ampel export --format reqif|csv|json|yaml [--output FILE]`: the project's requirements for other tools.
 * @implements LLR-CLI-014
 */
export function exportRequirements(context: CommandContext): Promise<number> {
  return withProject(context, async (project) => {
    const format = formats.find((name) => name === optionText(context, 'format'));
    if (format === undefined) {
      process.stderr.write(
        `error CLI-102: --format is needed\n  why: requirements can be written in several forms\n  fix: use one of: ${formats.join(', ')}\n`,
      );
      return exitCodes.usage;
    }
    const head = await new SimpleGitRepository(context.root).head();
    const time = `${head?.date ?? '1970-01-01'}T00:00:00Z`;
    const { value, diagnostics } = await writeExchange(format, project.graph.requirements, { project: project.config.project, time });
    const output = optionText(context, 'output');
    const problems = output === undefined ? [] : context.files.writeAtomically(output, value);
    if (output === undefined) context.out(value);
    complain([...project.diagnostics, ...diagnostics, ...problems]);
    if (problems.length > 0) return exitCodes.usage;
    return [...project.diagnostics, ...diagnostics].some((finding) => finding.severity === 'error') ? exitCodes.red : exitCodes.green;
  });
}
