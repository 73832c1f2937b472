import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import { type ComponentStanding, componentStandings, coverageLines } from '../../toolchain/coverage/evidence/coverage-rules.js';
import { statusText } from '../../toolchain/trace/formats/status-text.js';
import { gateOf } from '../../toolchain/trace/gate.js';
import { moduleStatusOf } from '../../toolchain/trace/module-status.js';
import { standingsOf } from '../../toolchain/trace/standing.js';
import { type CommandContext, exitCodes, optionText } from '../context.js';
import { withProject } from '../open-project.js';

/**
 * `ampel status`: per module, requirements of the top level verified, awaiting a person, not met, planned, all.
 * @implements LLR-CLI-005
 */
export function status(context: CommandContext): Promise<number> {
  return withProject(context, (project) => {
    const level = optionText(context, 'level') ?? project.config.levels[0].name;
    if (!project.graph.levelOf.has(level)) {
      const known = [...project.graph.levelOf.keys()].join(', ');
      process.stderr.write(`error CLI-102: there is no level "${level}"\n  why: nothing could be counted\n  fix: use one of: ${known}\n`);
      return exitCodes.usage;
    }
    const findings = gateOf(project.graph, project.diagnostics).findings;
    const modules = moduleStatusOf(project.graph, standingsOf(project.graph, findings), level);
    const standings = componentStandings(project.graph);
    const coverage = standings.length === 0 ? {} : { coverage: standings.map(standingJson) };
    context.out(
      context.options.json === true
        ? prettyJson({ level, modules, ...coverage } as unknown as Json)
        : statusText(modules, level, project.config.modules, coverageLines(project.graph)),
    );
    return exitCodes.green;
  });
}

function standingJson({ component, state, reason, outcome }: ComponentStanding): Json {
  const { name, level, enforce = true } = component;
  const gaps = outcome === undefined ? {} : { open: outcome.open.length, resolved: outcome.resolved.length };
  return { name, level, isEnforced: enforce, state, reason, ...gaps };
}
