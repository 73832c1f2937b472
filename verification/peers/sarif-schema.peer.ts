import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import t from 'tap';
import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import { gateSarif } from '../../src/toolchain/trace/formats/gate-sarif.js';
import { type GateResult, gateOf } from '../../src/toolchain/trace/gate.js';
import { configOf, graphOf, requirement } from '../support/plain-graph.js';
import { testCase } from '../support/test-case.js';

/**
 * Compares the gate's SARIF with the schema of OASIS SARIF 2.1.0, which is not kept in this repository. To run it, give the schema file; the
 * npm package @microsoft/jest-sarif holds one below lib/schemas:
 *   AMPEL_SARIF_SCHEMA=/path/to/sarif-2.1.0.json npx tap verification/peers/sarif-schema.peer.ts
 */
const schemaFile = process.env['AMPEL_SARIF_SCHEMA'] ?? '';

/** What the schema has against a log; empty when it is valid. */
function complaintsAbout(log: unknown): readonly string[] {
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  formats.default(ajv);
  const { $schema: _dialect, id: _id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;
  const validate = ajv.compile(schema);
  return validate(log) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

function resultWith(findings: readonly Diagnostic[]): GateResult {
  const exceptions = [{ rule: 'X-1', subject: 'HLR-1', reason: 'accepted for now', owner: 'Jo', expires: '2030-12-31' }];
  return gateOf(graphOf({ requirements: [requirement({ id: 'HLR-1' })], config: configOf({ gate: { exceptions } }) }), findings);
}

const finding: Diagnostic = {
  code: 'X-1',
  severity: 'error',
  message: 'm',
  place: { path: 'a.ts', line: 1, column: 1 },
  why: 'w',
  fix: 'f',
  subjects: ['HLR-1'],
};

if (schemaFile === '') {
  t.pass('not run', { skip: 'set AMPEL_SARIF_SCHEMA to the schema file of SARIF 2.1.0' });
} else {
  testCase(
    {
      id: 'TC-GAT-005-03',
      verifies: ['LLR-GAT-005', 'HLR-GAT-003'],
      kind: 'normal',
      intent: 'the schema of OASIS finds the log of a gate with errors, notes and exceptions valid',
    },
    (test) => {
      const log = gateSarif(resultWith([finding, { ...finding, code: 'X-2', severity: 'note', place: undefined }]), '1.2.3');
      test.same(complaintsAbout(JSON.parse(log)), []);
    },
  );

  testCase(
    {
      id: 'TC-GAT-005-04',
      verifies: ['LLR-GAT-005', 'HLR-GAT-004'],
      kind: 'robustness',
      intent: 'odd paths and texts leave the log valid, and the schema does find a broken one invalid',
    },
    (test) => {
      const paths = ['a b.ts', 'a#b?c.ts', 'ü/%41.ts', 'standard output of tests', '\ud800', 'C:\\x', ''];
      const log = JSON.parse(
        gateSarif(
          resultWith(paths.map((path) => ({ ...finding, code: 'X-3', message: '\u0000</script>', place: { path, line: 1, column: 1 } }))),
          '0.0.0-x',
        ),
      ) as object;
      test.same(complaintsAbout(log), []);
      test.not(complaintsAbout({ ...log, version: '2.0' }).length, 0);
    },
  );
}
