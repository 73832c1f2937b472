// The least that any check does: read each requirement, code and test file and index the ids in it.
import { readdirSync, readFileSync } from 'node:fs';

const index = new Map();
for (const folder of ['requirements', 'src', 'tests']) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    const text = readFileSync(path, 'utf8');
    for (const match of text.matchAll(/\b(?:SYS|HLR|LLR|TC)-GEN-\d+(?:-\d+)?/g)) index.set(match[0], path);
  }
}
console.log(index.size);
