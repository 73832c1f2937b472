/**
 * House rules that no linter knows. They hold for the project's own sources and belong to no requirement; each failure
 * names the file, the rule and what to write instead.
 */
import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';

const sources = filesBelow('src', /\.ts$/).filter((path) => !path.endsWith('.generated.ts'));
const core = sources.filter((path) => /^src\/(kernel|toolchain|twin|ports)\//.test(path));
const tests = filesBelow('verification', /\.test\.ts$/).filter((path) => !path.startsWith('verification/selftest/projects/'));
const ownTexts = [
  ...sources,
  ...filesBelow('verification', /\.(ts|mjs|md|yaml)$/),
  ...filesBelow('requirements', /\.(yaml|json)$/),
  ...filesBelow('config-items', /./),
  ...filesBelow('docs', /\.md$/),
  'README.md',
  'CHANGELOG.md',
  'package.json',
  'package-lock.json',
  'ampel.config.yaml',
];

t.test('the core takes time, chance, environment and locale as arguments', (test) => {
  const ambient: readonly (readonly [RegExp, string])[] = [
    [/\bDate\.now\b|new Date\(\)/, 'take the day from the port Clock'],
    [/\bMath\.random\b|\brandomUUID\b/, 'take chance as a seeded generator'],
    [/\bperformance\.now\b|process\.hrtime/, 'measure in verification/benchmarks'],
    [/\bprocess\.(?:env|cwd|platform|argv|exit)\b/, 'take it from the command context'],
    [/\bsetTimeout\(|\bsetInterval\(/, 'let an adapter wait'],
    [/\.localeCompare\(|\.toLocale|\bIntl\./, 'use compareText from src/kernel/diagnostic.ts'],
  ];
  test.same(
    core.flatMap((path) => ambient.flatMap(([pattern, instead]) => linesWith(path, pattern).map((line) => `${path}:${line}: ${instead}`))),
    [],
  );
  test.end();
});

t.test('what is not there yet is said in requirements, not in code', (test) => {
  const unfinished = new RegExp(['TO', 'DO|FIX', 'ME|XX', 'X|not (?:yet )?implemented'].join(''));
  test.same(
    [...sources, ...tests].flatMap((path) => linesWith(path, unfinished).map((line) => `${path}:${line}`)),
    [],
  );
  test.end();
});

t.test('a source file is one thing, of 300 lines at most', (test) => {
  test.same(
    sources.filter((path) => text(path).split('\n').length > 300),
    [],
  );
  test.end();
});

t.test('each trace rule stands in its own file, in the list of rules, under a code of its own', (test) => {
  const listed = text('src/toolchain/trace/trace-rules.ts');
  const codes = new Map<string, string>();
  const problems: string[] = [];
  for (const path of filesBelow('src/toolchain/trace/rules', /\.ts$/)) {
    const names = [...text(path).matchAll(/^export const (\w+): TraceRule/gm)].map((match) => match[1]);
    const code = /^\s+code: '(TRC-\d+)'/m.exec(text(path))?.[1] ?? '';
    if (names.length !== 1) problems.push(`${path} declares ${names.length} rules: one file, one rule`);
    if (!listed.includes(`  ${names[0]},\n`)) problems.push(`${path}: add ${names[0]} to trace-rules.ts`);
    if (codes.has(code)) problems.push(`${path} has the code ${code} of ${codes.get(code)}: take a code that was never used`);
    codes.set(code, path);
  }
  test.same(problems, []);
  test.end();
});

t.test('a test that reads project files says which, so that its result depends on them', (test) => {
  const literal = /\b(?:readFileSync|readdirSync|readFile|filesBelow)\((?:'|`|"|new URL)/;
  const readers = filesBelow('verification', /\.ts$/).filter(
    (path) => !/^verification\/(?:house|peers|benchmarks|selftest\/projects)\//.test(path),
  );
  const undeclared = readers.filter((path) => literal.test(text(path)) && !text(path).includes('@reads'));
  test.same(undeclared, [], 'write "// @reads <pattern>" in a comment of the file');
  test.end();
});

t.test('the project speaks of itself alone', (test) => {
  const foreign = new RegExp([`/wo${'rk'}/`, `\\.\\./sha${'red'}`, `registry\\.np${'mjs'}`, `deb\\.deb${'ian'}\\.org`].join('|'));
  test.same(
    ownTexts.flatMap((path) => linesWith(path, foreign).map((line) => `${path}:${line}`)),
    [],
  );
  test.end();
});

t.test('every decision has its four parts', (test) => {
  const records = filesBelow('config-items/decisions', /\.md$/);
  const parts = [
    /^# \d{4} /m,
    /^Status: (proposed|accepted|superseded)/m,
    /^## Context/m,
    /^## Decision/m,
    /^## Alternatives/m,
    /^## Consequences/m,
  ];
  test.ok(records.length > 0);
  test.same(
    records.flatMap((path) => parts.filter((part) => !part.test(text(path))).map((part) => `${path}: lacks ${part.source}`)),
    [],
  );
  test.end();
});

function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => `${entry.parentPath.replaceAll('\\', '/')}/${entry.name}`)
    .sort();
}

function text(path: string): string {
  return readFileSync(path, 'utf8');
}

function linesWith(path: string, pattern: RegExp): readonly number[] {
  return text(path)
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}
