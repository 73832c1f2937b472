import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Variables by which a run reaches its processes; a program of the tool itself is none of them. */
const ofTheRun = /^(NODE_OPTIONS|AMPEL_COVERAGE.*|NODE_V8_COVERAGE)$/;

/**
 * Runs a module of this tool in a process of its own until it ends.
 * @param input what it reads from standard input
 * @returns whether it ended with exit code 0
 * @implements LLR-COV-015
 */
export function runToEnd(module: URL, input: string): boolean {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofTheRun.test(name)));
  return spawnSync(process.execPath, [fileURLToPath(module)], { input, env, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}
