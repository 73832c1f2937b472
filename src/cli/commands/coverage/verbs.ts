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
    usage: 'coverage report [--level A|B|C] [--all] [--pairs] [--json | --format lcov|cobertura]',
    example: 'ampel coverage report --level A --pairs',
    options: {
      level: { type: 'string', help: 'software level that is judged by (A)' },
      all: { type: 'boolean', help: 'list each file and gap' },
      pairs: { type: 'boolean', help: 'list the two runs that show each condition, with test case and requirements' },
    },
    positionals: 'any',
    load: async () => (await import('./report.js')).coverageReport,
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
