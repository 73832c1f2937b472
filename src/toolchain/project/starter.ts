import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import { compareText } from '../../kernel/diagnostic.js';
import type { Files } from '../../ports/files.js';
import { requirementFileSchema } from '../requirements/requirement-file.generated.js';
import { projectConfigSchema } from './config.generated.js';
import { configurationFile } from './load-config.js';

/** A file that a new project begins with, and what it is for in one sentence. */
export interface StarterFile {
  readonly path: string;
  readonly text: string;
  readonly what: string;
}

interface Found {
  readonly format: 'openfasttrace' | 'doorstop' | 'strictdoc' | 'reqif';
  readonly paths: readonly string[];
}

const codeExtensions = ['ts', 'tsx', 'js', 'mjs', 'c', 'h', 'cc', 'cpp', 'hpp', 'adb', 'ads', 'rs', 'py', 'java', 'go', 'sh', 'sql'];
const testPath = /(?:^|\/)(?:tests?|spec|__tests__|verification)\/|[._-](?:test|spec)\.[a-z]+$|(?:^|\/)test_[^/]+$/i;
const buildFile =
  /(?:^|\/)(?:Makefile|CMakeLists\.txt|Cargo\.(?:toml|lock)|go\.(?:mod|sum)|pom\.xml|build\.gradle(?:\.kts)?|package-lock\.json|pyproject\.toml|alire\.toml|[^/]+\.gpr)$/;
const buildFolder = /(?:^|\/)(?:dist|build|target|out|vendor|coverage|obj|bin|artifacts|\.[^/]+)\//;

/**
 * The files that set up a project: its configuration, fitted to the requirements, code and tests that are there, the schemas
 * for editors, and a first requirement where there is none. Nothing that exists is among them.
 * @implements LLR-PRJ-008
 */
export function starterFilesOf(files: Files, projectName: string): readonly StarterFile[] {
  const listed = files.list({ paths: ['**/*'] }).value.filter((path) => !buildFolder.test(path));
  const foreign = new Set(foldersOf(listed).filter((folder) => files.exists(`${folder}/.git`)));
  const all = listed.filter((path) => !foldersOf([path]).some((folder) => foreign.has(folder)));
  const code = all.filter((path) => codeExtensions.includes(extensionOf(path)));
  const found = foreignRequirements(all, files);
  const own = all.filter((path) => /^requirements\/.*\.yaml$/.test(path));
  const proposed: StarterFile[] = [
    {
      path: configurationFile,
      text: configurationText({ projectName, code, all, found }),
      what: 'where requirements, code, tests and results are, and what each level asks for',
    },
    {
      path: 'requirements/config.schema.json',
      text: prettyJson(projectConfigSchema as unknown as Json),
      what: 'lets editors complete and check the configuration',
    },
  ];
  if (found.length === 0) {
    proposed.push({
      path: 'requirements/requirements.schema.json',
      text: prettyJson(requirementFileSchema as unknown as Json),
      what: 'lets editors complete and check requirement files',
    });
    if (own.length === 0)
      proposed.push({
        path: 'requirements/high-level.yaml',
        text: firstRequirement,
        what: 'a first requirement, with status planned; replace it by your own',
      });
  }
  proposed.push({
    path: '.gitignore',
    text: '.ampel/\n/artifacts/\n',
    what: 'keeps evidence and package out of version control; where there is one already, add .ampel/ and artifacts/',
  });
  return proposed.filter((file) => !files.exists(file.path));
}

/** Every folder above the given paths, each once. */
function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.add(path.slice(0, at));
  return [...folders];
}

function foreignRequirements(all: readonly string[], files: Files): readonly Found[] {
  const found: Found[] = [];
  const add = (format: Found['format'], paths: readonly string[]): void => void (paths.length > 0 && found.push({ format, paths }));
  add('strictdoc', patternsOf(all.filter((path) => path.endsWith('.sdoc'))));
  add('reqif', patternsOf(all.filter((path) => path.endsWith('.reqif'))));
  const doorstop = all.filter((path) => path.endsWith('.doorstop.yml')).map((path) => path.replace(/[^/]*$/, ''));
  add(
    'doorstop',
    doorstop.map((folder) => `${folder}*.yml`),
  );
  const specification = /^`?[a-z]+~[\w.-]+~\d+`?\s*$/m;
  add('openfasttrace', patternsOf(all.filter((path) => path.endsWith('.md') && specification.test(files.readText(path).value ?? ''))));
  return found;
}

/** One pattern for each folder and extension. */
function patternsOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => `${path.replace(/[^/]*$/, '')}*.${extensionOf(path)}`))].sort(compareText);
}

function configurationText(input: {
  readonly projectName: string;
  readonly code: readonly string[];
  readonly all: readonly string[];
  readonly found: readonly Found[];
}): string {
  const tests = treePatterns(input.code.filter((path) => testPath.test(path)));
  const sources = treePatterns(input.code.filter((path) => !testPath.test(path)));
  const builds = input.all.filter((path) => buildFile.test(path));
  const inputs = [...sources, ...tests, ...builds];
  const junit = input.all.some((path) => path.endsWith('package.json')) ? 'reports/**/*.xml' : 'build/**/test-results/*.xml';
  const lines = [
    '# yaml-language-server: $schema=requirements/config.schema.json',
    `project: ${JSON.stringify(input.projectName)}`,
    '',
    '# From the top down. refined: needs a child requirement. code: needs code that implements it. cases: kinds of test case needed.',
    'levels:',
    '  - { name: high-level, refined: false, cases: [normal, robustness] }',
    '  - { name: low-level, parents: [high-level], code: true, cases: [normal, robustness] }',
    '',
    'requirements:',
    ...(input.found.length === 0
      ? ["  - paths: ['requirements/**/*.yaml']"]
      : input.found.flatMap(({ format, paths }) => [
          `  - format: ${format}`,
          `    paths: [${quotedList(paths)}]`,
          '    # levels: { name in the file: high-level }   # when the file has level names of its own',
        ])),
    '',
    ...(sources.length > 0
      ? [
          '# Tags are read in comments: @implements LLR-…',
          'code:',
          `  paths: [${quotedList(sources)}]`,
          ...(tests.length > 0 ? [`  exclude: [${quotedList(tests)}]`] : []),
          '  units: tagged   # exported: each exported unit needs a requirement',
          '',
        ]
      : []),
    ...(tests.length > 0
      ? [
          '# A test case: @testcase TC-… @verifies LLR-… @kind robustness in the comment above it. Its result is found by id or function name.',
          'tests:',
          `  paths: [${quotedList(tests)}]`,
          '',
        ]
      : []),
    '# How tests are run. Without a command, run them yourself and then: ampel record unit-tests',
    'procedures:',
    '  - id: unit-tests',
    '    method: test',
    '    # command: [make, test]',
    `    inputs: [${quotedList(inputs.length === 0 ? ['ampel.config.yaml'] : inputs)}]   # whatever a result depends on`,
    `    results: { format: junit, paths: ['${junit}'] }`,
    '',
    'gate:',
    '  warningsMaximum: 0',
    '  # exceptions:',
    "  #   - { rule: TRC-109, subject: HLR-…, reason: why it is acceptable, owner: who decided, expires: 'YYYY-MM-DD' }",
    '',
  ];
  return lines.join('\n');
}

/** `folder/**` with the extensions found below it, for each top folder; plain files of the root by name. */
function treePatterns(paths: readonly string[]): readonly string[] {
  const extensions = new Map<string, Set<string>>();
  for (const path of paths) {
    const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
    const set = extensions.get(folder) ?? new Set();
    extensions.set(folder, set.add(extensionOf(path)));
  }
  return [...extensions]
    .map(
      ([folder, set]) =>
        `${folder === '' ? '' : `${folder}/**/`}*.${set.size === 1 ? [...set][0] : `{${[...set].sort(compareText).join(',')}}`}`,
    )
    .sort(compareText);
}

function quotedList(items: readonly string[]): string {
  return items.map((item) => `'${item.replaceAll("'", "''")}'`).join(', ');
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}

const firstRequirement = `# yaml-language-server: $schema=requirements.schema.json
module: APP
level: high-level
requirements:
  - id: HLR-APP-001
    title: A first requirement
    text: >-
      The application shall answer a request that it cannot read with a message that names the place in the request.
    rationale: >-
      It shows the form; replace it by your own.
    verification: [test]
    status: planned
`;
