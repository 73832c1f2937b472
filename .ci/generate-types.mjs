// Writes the TypeScript types and the schema constant beside each *.schema.json under src/, and the copy of the
// requirement schema that editors use. `--check` writes nothing and fails when a file is not current.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
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

/**
 * The schema compiled ahead of time to a function that only says yes or no: a command on files in order then loads no
 * schema compiler. Which rule was broken, and where, the compiler says when it is needed.
 */
function quickCheck(schema, name) {
  const ajv = new Ajv2020({ code: { source: true, esm: true, lines: true }, strict: true, allowUnionTypes: true });
  formats.default(ajv);
  const imports = new Map();
  const code = standalone
    .default(ajv, ajv.compile(schema))
    .replace(/^"use strict";/, '')
    .replace(/export default \w+;/, '')
    .replace(/require\("([^"]+)"\)/g, (_match, module) => {
      if (!imports.has(module)) imports.set(module, `module${imports.size}`);
      return imports.get(module);
    })
    .replace(
      /export const validate = (\w+);/,
      '/** Whether a value conforms to the schema. */\nexport const conforms: (value: unknown) => boolean = $1;',
    );
  const lines = [...imports].map(([module, variable]) => `import ${variable} from '${module}.js';`);
  return `/* generated from ${name} by npm run generate; do not edit */\n// @ts-nocheck: written by the schema compiler in JavaScript\n${lines.join('\n')}\n${code}\n`;
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
  if (path.startsWith('src/toolchain/')) put(path.replace('.schema.json', '.check.generated.ts'), quickCheck(schema, name));
  if (editorCopies[path] !== undefined) put(editorCopies[path], text);
}

/**
 * A structure of parameter data as the schema of its decoded values: fixed-point numbers are whole numbers of steps there.
 */
function decodedForm(node) {
  const inner = Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === 'properties') return [key, Object.fromEntries(Object.entries(value).map(([name, field]) => [name, decodedForm(field)]))];
      return [key, key === 'items' ? decodedForm(value) : value];
    }),
  );
  const scale =
    node['x-scale'] === undefined ? '' : ` In steps of ${node['x-scale']}${node['x-unit'] === undefined ? '' : ` ${node['x-unit']}`}.`;
  const unit = node['x-unit'] !== undefined && scale === '' ? ` In ${node['x-unit']}.` : '';
  const kept = Object.entries(inner).filter(([key]) => !key.startsWith('x-') && !['minimum', 'maximum', '$schema'].includes(key));
  return { ...Object.fromEntries(kept), description: `${node.description}${scale}${unit}`, ...(scale === '' ? {} : { type: 'integer' }) };
}

const structures = 'config-items/pdi/structures';
for (const name of readdirSync(structures)
  .filter((file) => file.endsWith('.structure.json'))
  .sort()) {
  const schema = JSON.parse(readFileSync(`${structures}/${name}`, 'utf8'));
  const types = await compile(decodedForm(schema), schema.title, {
    bannerComment: `/* generated from ${structures}/${name} by npm run generate; do not edit */`,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    format: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  put(`src/twin/pdi/tables/${name.replace('.structure.json', '.generated.ts')}`, types);
}
process.exitCode = check && stale > 0 ? 1 : 0;
