import { afdxVerbs } from './commands/afdx/verbs.js';
import { coverageVerbs } from './commands/coverage/verbs.js';
import { pdiVerbs } from './commands/pdi/verbs.js';
import type { Command } from './context.js';

/**
 * The verbs of the command line, in the order of `ampel --help`. Each loads its code when called.
 * @implements LLR-CLI-002
 */
export const commands: readonly Command[] = [
  {
    name: 'init',
    summary: 'set up the project in this folder',
    usage: 'init',
    example: 'ampel init',
    options: {},
    positionals: 'none',
    load: async () => (await import('./commands/init.js')).init,
  },
  {
    name: 'check',
    summary: 'check requirements, tags and links, without evidence',
    usage: 'check [--notes] [--all]',
    example: 'ampel check',
    options: {
      notes: { type: 'boolean', help: 'list notes as well' },
      all: { type: 'boolean', help: 'list each finding, also where a rule has many' },
    },
    positionals: 'none',
    load: async () => (await import('./commands/check.js')).check,
  },
  {
    name: 'certify',
    summary: 'run the verification, weigh the evidence, write the package into artifacts/',
    usage: 'certify',
    example: 'ampel certify',
    options: {},
    positionals: 'none',
    load: async () => (await import('./commands/certify.js')).certify,
  },
  {
    name: 'gate',
    summary: 'weigh the evidence of the project; exit code 0 or 1',
    usage: 'gate [--format text|json|sarif|junit|markdown] [--notes] [--all]',
    example: 'ampel gate --format markdown >> "$GITHUB_STEP_SUMMARY"',
    options: {
      notes: { type: 'boolean', help: 'list notes as well' },
      all: { type: 'boolean', help: 'list each finding, also where a rule has many' },
    },
    positionals: 'none',
    load: async () => (await import('./commands/gate.js')).gate,
  },
  {
    name: 'prove',
    summary: 'discharge the proof obligations; with --recheck, confirm the certificates by z3 and cvc5',
    usage: 'prove [ID…] [--recheck] [--list] [--all] [--fresh] [--solver wasm|z3] [--jobs N] [--queue URL] [--folder FOLDER]',
    example: 'ampel prove && ampel prove --recheck',
    options: {
      recheck: { type: 'boolean', help: 'confirm the certificates that are there by the programs z3 and cvc5' },
      list: { type: 'boolean', help: 'list the obligations and prove nothing' },
      all: { type: 'boolean', help: 'list each obligation and each warning' },
      fresh: { type: 'boolean', help: 'prove anew what has a certificate already' },
      solver: { type: 'string', help: 'wasm: Z3 of the lock file, the same everywhere (default); z3: the program of this machine' },
      jobs: { type: 'string', help: 'solvers that work at the same time (number of cores, at most 4)' },
      queue: { type: 'string', help: 'have the queries answered by the workers of a queue: nats://HOST:4222 (see ampel worker)' },
      folder: { type: 'string', help: 'folder of the certificates (.ampel/proofs)' },
    },
    positionals: 'any',
    load: async () => (await import('./commands/prove.js')).prove,
  },
  {
    name: 'status',
    summary: 'requirements verified, awaiting, not met and planned, by module',
    usage: 'status [--level NAME]',
    example: 'ampel status --level high-level',
    options: { level: { type: 'string', help: 'level to count (the top level)' } },
    positionals: 'none',
    load: async () => (await import('./commands/status.js')).status,
  },
  {
    name: 'trace',
    summary: 'write the trace matrices into trace/',
    usage: 'trace [--check]',
    example: 'ampel trace --check',
    options: { check: { type: 'boolean', help: 'write nothing; exit code 1 when a matrix is not current' } },
    positionals: 'none',
    load: async () => (await import('./commands/trace.js')).trace,
  },
  {
    name: 'review',
    summary: 'list links that wait for a person, or accept them',
    usage: 'review [ID…] [--all] [--requirement [--rejected]] [--by NAME --why REASON]',
    example: 'ampel review HLR-AFDX-003 --by "J. Doe" --why "re-read after the new gap values"',
    options: {
      by: { type: 'string', help: 'who read both ends of the links' },
      why: { type: 'string', help: 'what was judged, for those who read it later' },
      all: { type: 'boolean', help: 'every open link' },
      requirement: { type: 'boolean', help: 'record a review of the named requirements themselves, as evidence of the method review' },
      rejected: { type: 'boolean', help: 'with --requirement: the requirement was read and is not acceptable' },
    },
    positionals: 'any',
    load: async () => (await import('./commands/review.js')).review,
  },
  {
    name: 'diff',
    summary: 'compare two baselines requirement by requirement',
    usage: 'diff REVISION [REVISION]',
    example: 'ampel diff HEAD~1 HEAD',
    options: {},
    positionals: 'any',
    load: async () => (await import('./commands/diff.js')).diff,
  },
  {
    name: 'impact',
    summary: 'list everything that a change touches, and the objectives it un-meets',
    usage: 'impact RANGE | PATH | ID',
    example: 'ampel impact HEAD~1..HEAD',
    options: {},
    positionals: 'any',
    load: async () => (await import('./commands/impact.js')).impact,
  },
  {
    name: 'record',
    summary: 'bind test results that were produced elsewhere to the files as they are now',
    usage: 'record PROCEDURE',
    example: 'ampel record unit-tests',
    options: {},
    positionals: 'any',
    load: async () => (await import('./commands/record.js')).record,
  },
  {
    name: 'export',
    summary: 'write the requirements as ReqIF, CSV, JSON or YAML',
    usage: 'export --format reqif|csv|json|yaml [--output FILE]',
    example: 'ampel export --format reqif --output requirements.reqif',
    options: { output: { type: 'string', help: 'file to write (standard output); for YAML a folder, one file for each module and level' } },
    positionals: 'none',
    load: async () => (await import('./commands/export.js')).exportRequirements,
  },
  {
    name: 'worker',
    summary: 'do jobs of a campaign that runs on many machines',
    usage: 'worker --queue nats://HOST:4222 [--jobs N] [--name TEXT]',
    example: 'ampel worker --queue nats://build-server:4222 --jobs 4',
    options: {
      queue: { type: 'string', help: 'address of the NATS server; tls://HOST:4222 where it must be encrypted' },
      jobs: { type: 'string', help: 'jobs at a time, 1 to 256 (1)' },
      name: { type: 'string', help: 'name of this worker in results and notices (host and process)' },
    },
    positionals: 'none',
    load: async () => (await import('./commands/worker.js')).worker,
  },
  {
    name: 'coverage',
    summary: 'structural coverage of TypeScript and JavaScript: statement, decision, MC/DC',
    usage: 'coverage VERB',
    example: 'ampel coverage run -- npx tap',
    options: {},
    positionals: 'any',
    verbs: coverageVerbs,
    load: async () => {
      throw new Error('each verb of coverage is a command of its own');
    },
  },
  {
    name: 'afdx',
    summary: 'AFDX networks: rules, delay bounds, exact worst case, synthesis, simulation, captures',
    usage: 'afdx VERB [FILE]',
    example: 'ampel afdx bounds',
    options: {},
    positionals: 'any',
    verbs: afdxVerbs,
    load: async () => {
      throw new Error('each verb of afdx is a command of its own');
    },
  },
  {
    name: 'pdi',
    summary: 'parameter data items: images from sourced values, verified apart from the program',
    usage: 'pdi VERB',
    example: 'ampel pdi verify',
    options: {},
    positionals: 'any',
    verbs: pdiVerbs,
    load: async () => {
      throw new Error('each verb of pdi is a command of its own');
    },
  },
];
