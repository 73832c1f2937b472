import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { afdxExact } from '../../src/cli/commands/afdx/exact.js';
import { bytesOf } from '../afdx-exact/questions.js';
import { commandContext } from '../support/command-context.js';
import { fiveVirtualLinks, type SmallNetwork, smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';

/**
 * Puts the texts that `ampel afdx exact --smt` writes before two solvers of other builds and origins: native Z3 and cvc5. To run it:
 *   npx tap verification/peers/afdx-exact-solvers.peer.ts
 */
const solvers = [
  { program: 'z3', options: ['-T:60'] },
  { program: 'cvc5', options: ['--tlimit=60000'] },
];
const missing = solvers.filter(({ program }) => spawnSync(program, ['--version']).error !== undefined).map(({ program }) => program);

/** What a solver answers to a file. */
function answerOf({ program, options }: (typeof solvers)[number], path: string): string {
  return spawnSync(program, [...options, path], { encoding: 'utf8' }).stdout.trim();
}

/** Priorities, sizes and a multicast: decided by orders where the sums leave a gap. */
const mixed: SmallNetwork = {
  cables: ['a-S1', 'b-S1', 'c-S2', 'S1-S2', 'S2-d', 'S2-x'],
  virtualLinks: [
    { source: 'a', routes: { d: ['S1', 'S2'], x: ['S1', 'S2'] }, frameBytes: bytesOf(2), frameBytesMin: 64 },
    { source: 'b', routes: { d: ['S1', 'S2'] }, frameBytes: bytesOf(9), frameBytesMin: 64, priority: 'low' },
    { source: 'b', routes: { x: ['S1', 'S2'] }, frameBytes: bytesOf(4), frameBytesMin: 64 },
    { source: 'c', routes: { d: ['S2'] }, frameBytes: bytesOf(7), frameBytesMin: 64 },
  ],
};

/** The folder of texts about a network. */
async function textsOf(root: string, name: string, network: SmallNetwork): Promise<string> {
  writeFileSync(join(root, `${name}.json`), JSON.stringify(smallAfdxNetwork(network)));
  const { context } = commandContext(root, ['exact', `${name}.json`], { smt: name });
  if ((await afdxExact(context)) !== 0) throw new Error(`${name} is not decided`);
  return join(root, name);
}

if (missing.length > 0) {
  t.pass('not run', { skip: `install ${missing.join(', ')} (Debian packages z3, cvc5)` });
} else {
  const root = mkdtempSync(join(tmpdir(), 'exact-'));
  t.teardown(() => rmSync(root, { recursive: true }));

  testCase(
    {
      id: 'TC-EXA-104-01',
      verifies: ['HLR-EXA-004', 'HLR-EXA-001', 'LLR-EXA-006', 'LLR-EXA-013'],
      kind: 'normal',
      intent: 'native Z3 and cvc5 answer each written text as it states: schedules and lemmas of two networks',
    },
    async (test) => {
      for (const [name, network] of [['five', fiveVirtualLinks] as const, ['mixed', mixed] as const]) {
        const folder = await textsOf(root, name, network);
        const files = readdirSync(folder).sort();
        test.ok(files.filter((file) => file.endsWith('.impossible.smt2')).length === 5, files.join(' '));
        for (const file of files) {
          const [, status] = /^\(set-info :status (\w+)\)$/m.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
          for (const solver of solvers) test.equal(answerOf(solver, join(folder, file)), status, `${solver.program} ${name}/${file}`);
        }
      }
    },
  );

  testCase(
    {
      id: 'TC-EXA-104-02',
      verifies: ['HLR-EXA-004', 'HLR-EXA-001'],
      kind: 'robustness',
      intent: 'both solvers find a longer delay than one unit below the value, and no schedule with another delay: the texts are not empty',
    },
    async (test) => {
      const folder = await textsOf(root, 'again', fiveVirtualLinks);
      for (const file of readdirSync(folder).filter((each) => !each.startsWith('lemma'))) {
        const text = readFileSync(join(folder, file), 'utf8');
        const isImpossible = file.includes('impossible');
        // the last assertion is about the delay
        const at = text.lastIndexOf('(assert ');
        const claim = text.slice(at).replace(/(\d+)\)\)\n/, (_, delay) => `${Number(delay) - 1}))\n`);
        const changed = `${text.slice(0, at).replace(/\(set-info :status \w+\)\n/, '')}${claim}`;
        test.not(changed.slice(-80), text.slice(-80));
        writeFileSync(join(folder, file), changed);
        for (const solver of solvers)
          test.equal(answerOf(solver, join(folder, file)), isImpossible ? 'sat' : 'unsat', `${solver.program} ${file}`);
      }
    },
  );
}
