import { type LoadedProject, reviewedLinksFile } from '../../toolchain/project/load-project.js';
import { fingerprintOf } from '../../toolchain/requirements/fingerprint.js';
import type { Requirement } from '../../toolchain/requirements/model.js';
import { counted } from '../../toolchain/trace/formats/gate-text.js';
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
    if (context.options.requirement === true) return reviewRequirements(context, project);
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

/**
 * `ampel review ID… --requirement --by NAME --why STATEMENT [--rejected]`: a person's review of the requirements themselves, written as
 * a file under version control, one for each requirement, holding the fingerprint of the text that was read.
 * @implements LLR-CLI-016
 */
function reviewRequirements(context: CommandContext, project: LoadedProject): number {
  const by = optionText(context, 'by')?.trim() ?? '';
  const why = optionText(context, 'why')?.trim() ?? '';
  const pattern = project.config.reviews?.[0];
  if (pattern === undefined)
    return refuse('no review files are configured', "add to ampel.config.yaml: reviews: ['verification/reviews/*.yaml']");
  if (by === '' || why.length < 10)
    return refuse('a review needs --by NAME and --why STATEMENT of at least 10 characters', 'say who read, and what was found');
  const unknown = context.positionals.filter((id) => !project.graph.requirementOf.has(id));
  if (context.positionals.length === 0 || unknown.length > 0)
    return refuse(
      unknown.length === 0 ? 'no requirement was named' : `there is no requirement ${unknown.join(', ')}`,
      'name the requirements that were read',
    );
  const folder = pattern.replace(/[^/]*$/, '');
  const verdict = context.options.rejected === true ? 'rejected' : 'accepted';
  const problems = context.positionals.flatMap((id) => {
    const requirement = project.graph.requirementOf.get(id) as Requirement;
    const quoted = (text: string): string => JSON.stringify(text);
    const text = [
      `id: REV-${id.replace(/[^A-Za-z0-9_.-]/g, '-')}`,
      `by: ${quoted(by)}`,
      `on: ${quoted(context.clock.today())}`,
      `verdict: ${verdict}`,
      `statement: ${quoted(why)}`,
      'requirements:',
      `  - id: ${quoted(id)}`,
      `    fingerprint: ${quoted(fingerprintOf(requirement))}`,
      '',
    ].join('\n');
    return context.files.writeAtomically(`${folder}${id.replace(/[^A-Za-z0-9_.-]/g, '-')}.yaml`, text);
  });
  complain(problems);
  context.out(`${counted(context.positionals.length, 'requirement')} ${verdict} by ${by}; commit the files in ${folder}\n`);
  return problems.length === 0 ? exitCodes.green : exitCodes.usage;
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
