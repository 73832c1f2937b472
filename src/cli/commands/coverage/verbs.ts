import type { Command } from '../../context.js';

/**
 * The verbs of `ampel coverage`, in the order of its help.
 * @implements LLR-CLI-002
 */
export const coverageVerbs: readonly Command[] = [
  {
    name: 'coverage run',
    summary: 'run a command and keep what it reaches of the sources: statements, decisions, conditions',
    usage: 'coverage run [--include PATTERNS] [--exclude PATTERNS] [--literal] [--types] [--append] -- COMMAND…',
    example: 'ampel coverage run -- npx tap',
    options: {
      include: { type: 'string', help: 'files to measure, patterns with commas between them (code.paths of the configuration)' },
      exclude: { type: 'string', help: 'files to leave out' },
      literal: { type: 'boolean', help: 'CAST-10 to the letter: a comparison without Boolean operator is a decision as well' },
      types: { type: 'boolean', help: 'ask the TypeScript compiler which operands are Boolean, across files, by tsconfig.json' },
      append: { type: 'boolean', help: 'add to the data of earlier runs' },
    },
    positionals: 'any',
    load: async () => (await import('./run.js')).coverageRun,
  },
  {
    name: 'coverage report',
    summary: 'statement, decision and MC/DC coverage of the present sources, with what would close each gap',
    usage: 'coverage report [--level A|B|C] [--all] [--pairs] [--json | --format lcov|cobertura | --format html --output FOLDER]',
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
  {
    name: 'coverage coupling',
    summary: 'data and control couples between components, declared or not, with the test cases that exercise them',
    usage: 'coverage coupling [--architecture FILE] [--all] [--json]',
    example: 'ampel coverage coupling --architecture config-items/architecture.yaml',
    options: {
      architecture: { type: 'string', help: 'components, their paths and what they use (config-items/architecture.yaml)' },
      all: { type: 'boolean', help: 'list each pair of components and each place' },
    },
    positionals: 'any',
    load: async () => (await import('./coupling.js')).coverageCoupling,
  },
  {
    name: 'coverage build',
    summary: 'instrumented copies for runtimes whose loader cannot be extended, such as browsers, and for audit',
    usage: 'coverage build --output FOLDER [--include PATTERNS] [--exclude PATTERNS] [--with PATTERNS] [--literal] [--types]',
    example: "ampel coverage build --output dist-instrumented --include 'dist/**/*.js'",
    options: {
      output: { type: 'string', help: 'folder below the project that the copies are written to' },
      include: { type: 'string', help: 'files to measure, patterns with commas between them (code.paths of the configuration)' },
      exclude: { type: 'string', help: 'files to leave out' },
      with: { type: 'string', help: 'further files to copy as they are' },
      literal: { type: 'boolean', help: 'CAST-10 to the letter: a comparison without Boolean operator is a decision as well' },
      types: { type: 'boolean', help: 'ask the TypeScript compiler which operands are Boolean, across files, by tsconfig.json' },
    },
    positionals: 'any',
    load: async () => (await import('./build.js')).coverageBuild,
  },
  {
    name: 'coverage import',
    summary: 'coverage of projects in other languages: gcov, LLVM, LCOV, Cobertura, JaCoCo, Istanbul',
    usage: 'coverage import FILE… [--format auto|FORMAT] [--level A|B|C] [--root FOLDER] [--json]',
    example: 'ampel coverage import build/valve.gcov.json.gz --level A',
    options: {
      level: { type: 'string', help: 'software level that is judged by (A)' },
      root: { type: 'string', help: 'folder that held the project where it was built' },
      strip: { type: 'string', help: 'number of folders to take off the front of each path' },
      'source-root': { type: 'string', help: 'folders of the project below which recorded paths begin, with commas' },
      exclude: { type: 'string', help: 'files to leave out, patterns with commas between them' },
      expect: { type: 'string', help: 'files that the data must name, patterns with commas between them' },
      'branches-are-outcomes': { type: 'boolean', help: 'vouch that branches of LCOV and Cobertura are outcomes of decisions' },
      output: { type: 'string', help: 'where the record is written (.ampel/coverage/imported/coverage.json)' },
      all: { type: 'boolean', help: 'list each file and gap' },
    },
    positionals: 'any',
    load: async () => (await import('./import.js')).coverageImport,
  },
];
