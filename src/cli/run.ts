import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NodeFiles } from '../adapters/node-files.js';
import { NodeProcesses } from '../adapters/node-processes.js';
import { systemClock } from '../adapters/system-clock.js';
import { type Command, exitCodes } from './context.js';
import { commandHelp, moduleHelp, overviewHelp } from './help.js';

const everywhere = {
  json: { type: 'boolean', help: 'write the answer as JSON' },
  format: { type: 'string', help: 'form of the answer, where a command has several' },
  config: { type: 'string', help: 'configuration file (ampel.config.yaml)' },
  quiet: { type: 'boolean', help: 'no progress' },
  'no-color': { type: 'boolean', help: 'accepted for scripts; output has no colour' },
  help: { type: 'boolean', help: 'this help' },
} as const;

/**
 * Runs one command line.
 * @returns the exit code: 0 green, 1 findings, 2 wrong usage or unreadable input, 3 fault of the tool
 * @implements LLR-CLI-001
 */
export async function run(argv: readonly string[], commands: readonly Command[]): Promise<number> {
  const [name = '', ...rest] = argv;
  if (name === '--version') return say(`${toolVersion()}\n`);
  if (name === '' || name === '--help' || name === 'help' || name === '-h') {
    const topic = commands.find((command) => command.name === rest[0]);
    return say(topic === undefined ? overviewHelp(commands) : helpOf(verbOf(topic, rest.slice(1)) ?? topic));
  }
  const noun = commands.find((entry) => entry.name === name);
  if (noun === undefined) return wrongUsage(`there is no command "${name}"${nearest(name, commands)}`, 'ampel --help lists the commands');
  const command = verbOf(noun, rest);
  if (command === undefined) {
    if (rest.includes('--help')) return say(helpOf(noun));
    const said = rest[0] === undefined ? `ampel ${name} needs a verb` : `ampel ${name} has no verb "${rest[0]}"`;
    return wrongUsage(said, `ampel ${name} --help lists the verbs`);
  }
  try {
    const parsed = parseArgs({ args: rest, options: { ...everywhere, ...command.options }, allowPositionals: true, strict: true });
    const options = parsed.values as Readonly<Record<string, string | boolean | undefined>>;
    if (options.help === true) return say(helpOf(command));
    if (command.positionals === 'none' && parsed.positionals.length > 0) {
      return wrongUsage(
        `ampel ${command.name} takes no argument "${parsed.positionals[0]}"`,
        `ampel ${command.name} --help shows what it takes`,
      );
    }
    const execute = await command.load();
    const root = process.cwd();
    return await execute({
      positionals: parsed.positionals,
      options,
      root,
      files: new NodeFiles(root),
      processes: new NodeProcesses(root),
      clock: systemClock,
      environment: { node: process.version, platform: `${process.platform}-${process.arch}` },
      toolVersion: toolVersion(),
      out: (text) => void process.stdout.write(text),
      progress: (line) => void (options.quiet !== true && process.stderr.write(`${line}\n`)),
    });
  } catch (thrown) {
    if (isUsageError(thrown)) return wrongUsage(thrown.message, `ampel ${command.name} --help shows what it takes`);
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    process.stderr.write(
      `error CLI-103: internal fault in ampel ${command.name}\n  why: ${text}\n  fix: report it with the command line; nothing of the project was changed by this fault\n`,
    );
    return exitCodes.fault;
  }
}

/** The command that the words name: the command itself, or the one of its verbs that the first word is. */
function verbOf(noun: Command, words: readonly string[]): Command | undefined {
  if (noun.verbs === undefined) return noun;
  return noun.verbs.find((verb) => verb.name === `${noun.name} ${words[0]}`);
}

function helpOf(command: Command): string {
  return command.verbs === undefined ? commandHelp(command, everywhere) : moduleHelp(command, command.verbs);
}

function say(text: string): number {
  process.stdout.write(text);
  return exitCodes.green;
}

function wrongUsage(message: string, fix: string): number {
  process.stderr.write(`error CLI-101: ${message}\n  why: the command line was not understood, and nothing was done\n  fix: ${fix}\n`);
  return exitCodes.usage;
}

function isUsageError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('ERR_PARSE_ARGS');
}

function nearest(name: string, commands: readonly Command[]): string {
  const close = commands.find((command) => command.name.startsWith(name.slice(0, 3)));
  return close === undefined || name.length < 2 ? '' : `; did you mean "${close.name}"?`;
}

/** The version in the package's own package.json. */
function toolVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
