import { basename } from 'node:path';
import { configurationFile } from '../../toolchain/project/load-config.js';
import { starterFilesOf } from '../../toolchain/project/starter.js';
import { type CommandContext, exitCodes } from '../context.js';
import { complain } from '../open-project.js';

/**
 * `ampel init`: sets up the current folder. Asks nothing, overwrites nothing, explains what it wrote.
 * @implements LLR-CLI-011
 */
export async function init(context: CommandContext): Promise<number> {
  const starters = starterFilesOf(context.files, basename(context.root));
  if (starters.length === 0) {
    context.out(`nothing to write: ${configurationFile} and the files beside it are there\n`);
    return exitCodes.green;
  }
  const problems = starters.flatMap((file) => context.files.writeAtomically(file.path, file.text));
  complain(problems);
  if (problems.length > 0) return exitCodes.usage;
  const width = Math.max(...starters.map((file) => file.path.length));
  for (const file of starters) context.out(`wrote ${file.path.padEnd(width)}  ${file.what}\n`);
  context.out(
    '\nnext:\n  1. read ampel.config.yaml and correct the paths\n  2. ampel check    finds what is wrong with requirements and links\n  3. ampel certify  runs the tests, weighs the evidence and writes artifacts/\n',
  );
  return exitCodes.green;
}
