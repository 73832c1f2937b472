import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { productBytes } from '../../src/toolchain/evidence/evidence-store.js';
import { readResults } from '../../src/toolchain/evidence/match-results.js';
import { runProcedures } from '../../src/toolchain/evidence/run-procedures.js';
import { packageFilesOf } from '../../src/toolchain/package/package-files.js';
import { campaignForm } from '../../src/toolchain/proof/campaign-form.js';
import { certificateFrom, certificateText } from '../../src/toolchain/proof/certificate.js';
import { gateOf } from '../../src/toolchain/trace/gate.js';
import { readProofCampaign } from '../../src/toolchain/trace/results/read-proofs.js';
import { standingsOf } from '../../src/toolchain/trace/standing.js';
import { projectIn, temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { obligation, sentWithin } from './demo-obligations.js';

const proofsOf = (...verdicts: readonly (readonly [id: string, requirement: string, verdict: string])[]): string =>
  JSON.stringify({
    format: campaignForm,
    obligations: verdicts.map(([id, requirement, verdict]) => ({
      id,
      requirements: [requirement],
      verdict,
      why: verdict === 'proved' ? '' : 'a frame is late',
    })),
  });

/** A project whose two requirements are verified by proof; its campaign writes the given list. */
const project = (list: string, exitCode = 0) => ({
  'ampel.config.yaml': `project: demo
levels: [{ name: system }]
requirements: [{ paths: ['*.req.yaml'] }]
procedures:
  - id: proofs
    method: proof
    command: [node, campaign.mjs]
    inputs: [campaign.mjs]
    results: { format: proofs, paths: [.ampel/proofs/campaign.json] }
    products: [.ampel/proofs/campaign.json, '.ampel/proofs/PO-*/*']
    requirements: [SYS-DEMO-001, SYS-DEMO-002]
    tool: node
`,
  'demo.req.yaml': `module: DEMO\nlevel: system\nrequirements:\n${['SYS-DEMO-001', 'SYS-DEMO-002'].map((id) => `  - id: ${id}\n    title: T\n    text: The unit shall do ${id}.\n    rationale: Because.\n    parents: []\n    verification: [proof]\n    status: active\n`).join('')}`,
  'campaign.mjs': `import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync('.ampel/proofs/PO-DEMO-A', { recursive: true });
writeFileSync('.ampel/proofs/PO-DEMO-A/certificate.json', ${JSON.stringify(certificateText(certificateFrom(obligation('A', sentWithin(1)), { finding: { verdict: 'proved' }, need: undefined, witness: undefined }, { queries: [], solver: 'Z3', resourceUnits: 1 }).certificate))});
writeFileSync('.ampel/proofs/campaign.json', ${JSON.stringify(list)});
process.exitCode = ${exitCode};
`,
});

async function ran(root: string) {
  const before = await projectIn(root);
  const files = new NodeFiles(root);
  await runProcedures(before.graph, before.runs, { files, processes: new NodeProcesses(root), environment: {}, progress: () => undefined });
  const after = await projectIn(root);
  const gate = gateOf(after.graph, after.diagnostics);
  const open = gate.findings.filter(({ code }) => code === 'TRC-111').map(({ message }) => message);
  return { project: after, gate, open, files, predicate: after.graph.records[0]?.record.predicate };
}

testCase(
  {
    id: 'TC-EVD-011-01',
    verifies: ['LLR-EVD-011', 'HLR-PRF-009'],
    kind: 'normal',
    intent: 'a requirement is shown by its proved obligations, and certificates and page come into the package in folders of their own',
  },
  async (t) => {
    const root = temporaryFolder(t, project(proofsOf(['PO-DEMO-A', 'SYS-DEMO-001', 'proved'], ['PO-DEMO-B', 'SYS-DEMO-002', 'proved'])));
    const { project: loaded, gate, open, predicate, files } = await ran(root);
    t.same(open, []);
    t.match(predicate, { verdict: 'pass', result: 'PASSED', method: 'proof', findings: [] });
    t.same(
      predicate?.requirements.map(({ id }) => id),
      ['SYS-DEMO-001', 'SYS-DEMO-002'],
    );
    const standings = standingsOf(loaded.graph, gate.findings);
    const frame = { commit: '', commitDate: '', toolVersion: '', environment: {}, gate, standings, blameOf: () => [], readme: '' };
    const { files: texts, products } = await packageFilesOf(loaded, { ...frame, productOf: (product) => productBytes(product, files) });
    t.same([...products.keys()].sort(), ['proofs/PO-DEMO-A/certificate.json', 'proofs/campaign.json']);
    t.match(texts.get('proofs/index.html'), 'PO-DEMO-A · proved');
    t.match(texts.get('index.html'), 'proofs/index.html');
  },
);

testCase(
  {
    id: 'TC-EVD-011-02',
    verifies: ['LLR-EVD-011', 'HLR-PRF-009'],
    kind: 'robustness',
    intent:
      'a requirement whose obligation is refuted or gone has lost its evidence and says why, the other one keeps it; an unreadable list counts for none',
  },
  async (t) => {
    const refuted = await ran(
      temporaryFolder(
        t,
        project(
          proofsOf(
            ['PO-DEMO-A', 'SYS-DEMO-001', 'proved'],
            ['PO-DEMO-B', 'SYS-DEMO-002', 'refuted'],
            ['PO-DEMO-C', 'SYS-DEMO-002', 'proved'],
          ),
          1,
        ),
      ),
    );
    t.same(refuted.open, ['SYS-DEMO-002 declares proof, and proofs failed: PO-DEMO-B is refuted: a frame is late']);
    t.match(refuted.predicate, { verdict: 'pass', result: 'WARNED' });
    t.same(
      refuted.predicate?.requirements.map(({ id }) => id),
      ['SYS-DEMO-001'],
    );
    const gone = await ran(temporaryFolder(t, project(proofsOf(['PO-DEMO-A', 'SYS-DEMO-001', 'proved']))));
    t.same(gone.open, ['SYS-DEMO-002 declares proof, and no current passing record of a proof verifies it']);
    for (const list of ['{}', 'no JSON', JSON.stringify({ format: campaignForm, obligations: [{ id: 1 }] }), proofsOf()]) {
      const { open, predicate } = await ran(temporaryFolder(t, project(list)));
      t.same([open.length, predicate?.verdict], [2, 'fail'], list);
    }
    const broken = await ran(
      temporaryFolder(t, project(proofsOf(['PO-DEMO-A', 'SYS-DEMO-001', 'proved'], ['PO-DEMO-B', 'SYS-DEMO-002', 'proved']), 3)),
    );
    t.same([broken.open.length, broken.predicate?.findings], [2, ['exit code 3']], 'an exit code that no obligation explains');
    t.same(readProofCampaign('{"format":"x"}'), undefined);
    const entry = { id: 'proofs', method: 'proof', results: { format: 'proofs', paths: ['none.json'] } } as const;
    const nothing = readResults(
      { ...entry, results: { format: 'proofs', paths: ['none.json'] } },
      { exitCode: 0, failure: '', stdout: '', stderr: '' },
      new NodeFiles(temporaryFolder(t)),
    );
    t.equal(nothing.broken, 'its results cannot be read');
  },
);
