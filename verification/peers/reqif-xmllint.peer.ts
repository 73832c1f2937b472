import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { writeReqif } from '../../src/toolchain/requirements/exchange/reqif-writer.js';
import { anyRequirements, sampleRequirement } from '../requirements-exchange/sample-requirements.js';
import { testCase } from '../support/test-case.js';

/**
 * Compares the ReqIF writer with xmllint and the schema of the OMG, which may not be kept in this repository. To run it, give the folder that
 * holds reqif.xsd, the XHTML schemas and their catalog.xml:
 *   AMPEL_REQIF_SCHEMA=/path/to/reqif-xsd npx tap verification/peers/reqif-xmllint.peer.ts
 */
const schemaFolder = process.env.AMPEL_REQIF_SCHEMA ?? '';
const missing = whatIsMissing();

function whatIsMissing(): string {
  if (schemaFolder === '') return 'set AMPEL_REQIF_SCHEMA to the folder of the OMG schema (reqif.xsd with catalog.xml)';
  for (const name of ['reqif.xsd', 'catalog.xml']) if (!existsSync(join(schemaFolder, name))) return `${schemaFolder} holds no ${name}`;
  return spawnSync('xmllint', ['--version']).error === undefined ? '' : 'install xmllint (Debian package libxml2-utils)';
}

/** What xmllint says of the texts; empty when all are valid. */
function complaintsAbout(texts: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'reqif-'));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.reqif`);
      writeFileSync(file, text);
      return file;
    });
    const run = spawnSync('xmllint', ['--nonet', '--noout', '--schema', join(schemaFolder, 'reqif.xsd'), ...files], {
      encoding: 'utf8',
      env: { ...process.env, XML_CATALOG_FILES: join(schemaFolder, 'catalog.xml') },
      maxBuffer: 1 << 26,
    });
    return run.status === 0
      ? ''
      : run.stderr
          .split('\n')
          .filter((line) => / error | fails /u.test(line))
          .join('\n') || `xmllint ended with ${run.status}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (missing !== '') {
  t.pass('not run', { skip: missing });
} else {
  const writing = { project: 'Trial <&>', time: '2026-01-31T12:00:00Z' };

  testCase(
    {
      id: 'TC-IMP-062-03',
      verifies: ['HLR-IMP-006', 'LLR-IMP-062', 'LLR-IMP-061', 'LLR-IMP-064'],
      kind: 'normal',
      intent: 'xmllint finds 150 written documents valid against the OMG schema',
    },
    (test) => {
      const lists = fc.sample(anyRequirements, { seed: 20110401, numRuns: 150 });
      test.equal(complaintsAbout([[], ...lists].map((requirements) => writeReqif(requirements, writing).value)), '');
    },
  );

  testCase(
    {
      id: 'TC-IMP-062-04',
      verifies: ['HLR-IMP-006', 'LLR-IMP-062', 'LLR-IMP-063'],
      kind: 'robustness',
      intent: 'characters that XML cannot carry do not make the document invalid, and xmllint does find a broken one invalid',
    },
    (test) => {
      const hostile = sampleRequirement({
        id: '1\u0000 <',
        title: '\ud800"',
        text: '\u0001]]>',
        level: '9 &',
        module: '\ufffe',
        attributes: { '': '\u0000' },
      });
      const { value } = writeReqif([hostile], writing);
      test.equal(complaintsAbout([value]), '');
      test.not(complaintsAbout([value.replace('<TITLE>', '<TITEL>').replace('</TITLE>', '</TITEL>')]), '');
    },
  );
}
