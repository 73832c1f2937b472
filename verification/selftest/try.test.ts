import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { afterSteps, type PlantedDefect } from './planted-defects.js';
const only = process.env.ONLY ?? '';
for (const table of readdirSync('verification/selftest/defects')) {
  const rows = parse(readFileSync(`verification/selftest/defects/${table}`, 'utf8')) as Record<string, PlantedDefect[]>;
  for (const [id, list] of Object.entries(rows)) for (const d of list) {
    if (!id.includes(only) && !table.includes(only)) continue;
    try {
      const w = await afterSteps(d);
      const a = JSON.stringify(w.finds), b = JSON.stringify([...d.finds].sort());
      if (a !== b || (w.verdict === 'green') !== (d.finds.length === 0)) console.log(`${id} ${d.name}\n   got  ${w.verdict} ${a}\n   want ${b}`);
    } catch (e) { console.log(`${id} ${d.name} THROWS ${(e as Error).message}`); }
  }
}
