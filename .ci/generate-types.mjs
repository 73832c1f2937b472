// Writes the TypeScript types and the schema constant beside each *.schema.json under src/, and the copy of the
// requirement schema that editors use. `--check` writes nothing and fails when a file is not current.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'json-schema-to-typescript';

const check = process.argv.includes('--check');
const editorCopies = {
  'src/toolchain/requirements/requirement-file.schema.json': 'requirements/requirements.schema.json',
  'src/toolchain/project/config.schema.json': 'requirements/config.schema.json',
  'src/twin/afdx/network.schema.json': 'config-items/afdx/network.schema.json',
};
let stale = 0;

function put(path, text) {
  const old = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (old === text) return;
  stale += 1;
  if (check) console.error(`${path} is not current; run: npm run generate`);
  else writeFileSync(path, text);
}

const schemas = readdirSync('src', { recursive: true })
  .map((path) => `src/${String(path).replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.schema.json'))
  .sort();
for (const path of schemas) {
  const text = readFileSync(path, 'utf8');
  const schema = JSON.parse(text);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const types = await compile(structuredClone(schema), schema.title, {
    bannerComment: `/* generated from ${name} by npm run generate; do not edit */`,
    additionalProperties: false,
    format: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  const constant = schema.title[0].toLowerCase() + schema.title.slice(1);
  put(
    path.replace('.schema.json', '.generated.ts'),
    `${types}\n/** The schema itself (JSON Schema 2020-12). */\nexport const ${constant}Schema = ${JSON.stringify(schema, null, 2)} as const;\n`,
  );
  if (editorCopies[path] !== undefined) put(editorCopies[path], text);
}
process.exitCode = check && stale > 0 ? 1 : 0;
