import { reviewedLinksFile } from '../../toolchain/project/load-project.js';
import { linkStateOf, linksOf, reviewedAfter, type TraceLink, writeReviewedLinks } from '../../toolchain/trace/reviewed-links.js';
import { type CommandContext, exitCodes, optionText } from '../context.js';
import { complain, isReadInPart, withProject } from '../open-project.js';

/**
 * `ampel review [ID…] --by NAME --why REASON`: accepts the links of the named items as they are now; without `--by`, lists what waits.
 * Accepts nothing while a file of the project cannot be read: what was accepted for it would be lost.
 * @implements LLR-CLI-007
 */
export function review(context: CommandContext): Promise<number> {
  return withProject(context, (project) => {
    const present = linksOf(project.graph);
    const stateOf = linkStateOf(project.graph.reviewed);
    const named = new Set(context.positionals);
    const open = present.filter((link) => stateOf(link).state !== 'accepted');
    const unknown = context.positionals.filter((id) => !present.some((link) => link.from === id || link.to === id));
    if (unknown.length > 0)
      return refuse(`no link begins or ends at ${unknown.join(', ')}`, 'name a requirement, a test case or a code unit of the trace');
    const chosen = open.filter((link) => context.options.all === true || named.has(link.from) || named.has(link.to));
    const by = optionText(context, 'by');
    const why = optionText(context, 'why');
    if (by === undefined && why === undefined) return listOpen(context, named.size > 0 ? chosen : open, stateOf);
    if (by === undefined || why === undefined || by.trim() === '' || why.trim().length < 10)
      return refuse(
        'a review needs --by NAME and --why REASON of at least 10 characters',
        'say who read both ends of the links, and what was found',
      );
    if (named.size === 0 && context.options.all !== true)
      return refuse('nothing was named', 'name the items whose links were read, or use --all');
    if (isReadInPart(project)) return exitCodes.usage;
    const acceptance = { by: by.trim(), on: context.clock.today(), why: why.trim() };
    const problems = context.files.writeAtomically(
      reviewedLinksFile,
      writeReviewedLinks(reviewedAfter(project.graph.reviewed, { present, accepted: chosen, acceptance })),
    );
    complain(problems);
    context.out(`${chosen.length} links accepted by ${acceptance.by} on ${acceptance.on}; ${open.length - chosen.length} still open\n`);
    return problems.length === 0 ? exitCodes.green : exitCodes.usage;
  });
}

function listOpen(context: CommandContext, links: readonly TraceLink[], stateOf: ReturnType<typeof linkStateOf>): number {
  const suspect = links.filter((link) => stateOf(link).state === 'suspect');
  for (const link of suspect) context.out(`suspect       ${link.from} → ${link.to}  (${link.place.path}:${link.place.line})\n`);
  for (const link of links)
    if (!suspect.includes(link)) context.out(`not reviewed  ${link.from} → ${link.to}  (${link.place.path}:${link.place.line})\n`);
  context.out(`${suspect.length} suspect, ${links.length - suspect.length} not reviewed\n`);
  return suspect.length === 0 ? exitCodes.green : exitCodes.red;
}

function refuse(message: string, fix: string): number {
  process.stderr.write(`error CLI-102: ${message}\n  why: an acceptance says who judged what, and why\n  fix: ${fix}\n`);
  return exitCodes.usage;
}
