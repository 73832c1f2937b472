import { SimpleGitRepository } from '../../adapters/simple-git.js';
import type { Diagnostic } from '../../kernel/diagnostic.js';
import { type WrittenFormat, writeExchange } from '../../toolchain/requirements/exchange/formats.js';
import type { Requirement } from '../../toolchain/requirements/model.js';
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
    const output = optionText(context, 'output');
    const parts =
      format === 'yaml' && output !== undefined
        ? await yamlFiles(project.graph.requirements, output)
        : [{ path: output, requirements: project.graph.requirements }];
    const diagnostics: Diagnostic[] = [];
    const problems: Diagnostic[] = [];
    for (const { path, requirements } of parts) {
      const written = await writeExchange(format, requirements, { project: project.config.project, time });
      diagnostics.push(...written.diagnostics);
      if (path === undefined) context.out(written.value);
      else problems.push(...context.files.writeAtomically(path, written.value));
    }
    complain([...project.diagnostics, ...diagnostics, ...problems]);
    if (problems.length > 0) return exitCodes.usage;
    return [...project.diagnostics, ...diagnostics].some((finding) => finding.severity === 'error') ? exitCodes.red : exitCodes.green;
  });
}

/** One file for each module and level, which is what our own reader takes. */
async function yamlFiles(
  requirements: readonly Requirement[],
  folder: string,
): Promise<readonly { readonly path: string; readonly requirements: readonly Requirement[] }[]> {
  const { groupsOf } = await import('../../toolchain/requirements/exchange/yaml-writer.js');
  const groups = groupsOf(requirements);
  if (groups.length === 1 && folder.endsWith('.yaml')) return [{ path: folder, requirements }];
  return groups.map((group) => ({ path: `${folder}/${group.level}/${group.module.toLowerCase()}.yaml`, requirements: group.requirements }));
}
