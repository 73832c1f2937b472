import type { Command } from '../../context.js';

/**
 * The verbs of `ampel coverage`, in the order of its help.
 * @implements LLR-CLI-002
 */
export const coverageVerbs: readonly Command[] = [
  {
    name: 'coverage run',
    summary: 'run a command and keep what it reaches of the sources: statements, decisions, conditions',
    usage: 'coverage run [--include PATTERNS] [--exclude PATTERNS] [--literal] [--append] -- COMMAND…',
    example: 'ampel coverage run -- npx tap',
    options: {
      include: { type: 'string', help: 'files to measure, patterns with commas between them (code.paths of the configuration)' },
      exclude: { type: 'string', help: 'files to leave out' },
      literal: { type: 'boolean', help: 'CAST-10 to the letter: a comparison without Boolean operator is a decision as well' },
      append: { type: 'boolean', help: 'add to the data of earlier runs' },
    },
    positionals: 'any',
    load: async () => (await import('./run.js')).coverageRun,
  },
  {
    name: 'coverage report',
    summary: 'statement, decision and MC/DC coverage of the present sources, with what would close each gap',
    usage: 'coverage report [--level A|B|C] [--all] [--pairs] [--json] [--format html --output FOLDER]',
    example: 'ampel coverage report --level A --pairs',
    options: {
      level: { type: 'string', help: 'software level that is judged by (A)' },
      all: { type: 'boolean', help: 'list each file and gap' },
      output: { type: 'string', help: 'folder for the pages of --format html, inside the project' },
      pairs: { type: 'boolean', help: 'list the two runs that show each condition, with test case and requirements' },
    },
    positionals: 'any',
    load: async () => (await import('./report.js')).coverageReport,
  },
  {
    name: 'coverage gaps',
    summary: 'gaps of the configured components by the evidence: class, requirements, test cases near it, what would close it',
    usage: 'coverage gaps [--component NAME] [--all] [--solve] [--json]',
    example: 'ampel coverage gaps --component "Network rules"',
    options: {
      component: { type: 'string', help: 'component of coverage.components (each)' },
      all: { type: 'boolean', help: 'list each gap' },
      solve: { type: 'boolean', help: 'ask a solver for values that close gaps of comparisons, or for a proof that none do' },
    },
    positionals: 'any',
    load: async () => (await import('./gaps.js')).coverageGaps,
  },
  {
    name: 'coverage justify',
    summary: 'record why the gaps of a place stay; the record expires when the code around them changes',
    usage: 'coverage justify FILE:LINE[:COLUMN] --class CLASS --argument TEXT --author NAME [--reviewer NAME]',
    example: 'ampel coverage justify src/a.ts:12 --class untestable --argument "…" --author "A. Writer" --reviewer "R. Reader"',
    options: {
      class: {
        type: 'string',
        help: 'missing-test, missing-requirement, extraneous, deactivated-never-run, deactivated-other-configuration, untestable',
      },
      argument: { type: 'string', help: 'why it is of this class, and what is done about it' },
      author: { type: 'string', help: 'who says so' },
      reviewer: { type: 'string', help: 'another person who agrees; without one it awaits review' },
      mechanism: { type: 'string', help: 'deactivated code: what keeps it from running, or selects it' },
      'verified-by': { type: 'string', help: 'code of another configuration: test cases that verify it there, with commas' },
      'problem-report': { type: 'string', help: 'problem report that follows it' },
    },
    positionals: 'any',
    load: async () => (await import('./justify.js')).coverageJustify,
  },
];
