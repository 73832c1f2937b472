import { parseArgs } from 'node:util';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { systemClock } from '../../src/adapters/system-clock.js';
import { pdiVerbs } from '../../src/cli/commands/pdi/verbs.js';
import type { CommandOptions } from '../../src/cli/context.js';

/** Runs one verb of `ampel pdi` in this process, as the program would: its exit code and what it wrote. */
export async function ran(
  folder: string,
  verb: string,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const command = pdiVerbs.find(({ name }) => name === `pdi ${verb}`);
  if (command === undefined) throw new Error(verb);
  const { values, positionals } = parseArgs({
    args: [verb, ...words],
    options: { json: { type: 'boolean' }, format: { type: 'string' }, ...command.options },
    allowPositionals: true,
  });
  let [out, err] = ['', ''];
  const real = process.stderr.write;
  process.stderr.write = ((text: string) => {
    err += text;
    return true;
  }) as typeof process.stderr.write;
  try {
    const execute = await command.load();
    const code = await execute({
      positionals,
      options: values as CommandOptions,
      root: folder,
      files: new NodeFiles(folder),
      processes: new NodeProcesses(folder),
      clock: systemClock,
      environment: {},
      toolVersion: '0',
      out: (text) => void (out += text),
      progress: () => undefined,
    });
    return { code, out, err };
  } finally {
    process.stderr.write = real;
  }
}
