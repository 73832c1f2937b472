import type { Test } from 'tap';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import type { CommandContext } from '../../src/cli/context.js';

/** A command's surroundings in a folder, and what it writes to standard output and, when a test is given, to standard error. */
export function commandContext(root: string, positionals: readonly string[], options: CommandContext['options'] = {}, t?: Test) {
  const written: string[] = [];
  const complaints: string[] = [];
  t?.intercept(process.stderr, 'write', { value: (text: string) => complaints.push(text) > 0 });
  const context: CommandContext = {
    positionals,
    options,
    root,
    files: new NodeFiles(root),
    processes: new NodeProcesses(root),
    clock: { today: () => '2030-01-01' },
    environment: {},
    toolVersion: '0.0.0',
    out: (text) => void written.push(text),
    progress: () => undefined,
  };
  return { context, written, complaints };
}
