import { coverageLines } from '../../toolchain/coverage/evidence/coverage-rules.js';
import type { LoadedProject } from '../../toolchain/project/load-project.js';
import { gateJson } from '../../toolchain/trace/formats/gate-json.js';
import { gateText } from '../../toolchain/trace/formats/gate-text.js';
import { type GateResult, gateOf } from '../../toolchain/trace/gate.js';
import { type CommandContext, exitCodes, optionText } from '../context.js';
import { withProject } from '../open-project.js';

/**
 * `ampel gate`: weighs the project and ends with 0 or 1.
 * @implements LLR-CLI-004
 */
export function gate(context: CommandContext): Promise<number> {
  return withProject(context, async (project) => {
    const result = gateOf(project.graph, project.diagnostics);
    const text = await render(result, project, context);
    if (text === undefined) {
      process.stderr.write(
        'error CLI-102: unknown --format\n  why: the answer would not be what was asked for\n  fix: use text, json, sarif, junit or markdown\n',
      );
      return exitCodes.usage;
    }
    context.out(text);
    return result.verdict === 'green' ? exitCodes.green : exitCodes.red;
  });
}

async function render(result: GateResult, { graph, config }: LoadedProject, context: CommandContext): Promise<string | undefined> {
  const { project } = config;
  switch (context.options.json === true ? 'json' : (optionText(context, 'format') ?? 'text')) {
    case 'text':
      return gateText(result, {
        project,
        coverage: coverageLines(graph),
        notes: context.options.notes === true,
        all: context.options.all === true,
      });
    case 'json':
      return gateJson(result, project);
    case 'sarif':
      return (await import('../../toolchain/trace/formats/gate-sarif.js')).gateSarif(result, context.toolVersion);
    case 'junit':
      return (await import('../../toolchain/trace/formats/gate-junit.js')).gateJunit(result, project);
    case 'markdown':
      return (await import('../../toolchain/trace/formats/gate-markdown.js')).gateMarkdown(result, project);
    default:
      return undefined;
  }
}
