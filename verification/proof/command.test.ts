import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NativeZ3 } from '../../src/adapters/native-z3.js';
import { prove } from '../../src/cli/commands/prove.js';
import { proofFindings, proofText, recheckText } from '../../src/cli/commands/prove-text.js';
import { loadObligations } from '../../src/cli/load-obligations.js';
import { sha256 } from '../../src/kernel/digest.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

/** A module of obligations as any project can write it, without imports: that a figure in a file is at most 10. */
const moduleText = `
const integer = (value) => ({ sort: 'Int', unit: '', form: { kind: 'constant', value } });
const figure = { sort: 'Int', unit: '', form: { kind: 'variable', name: 'figure' } };
const operation = (operator, ...operands) => ({ sort: 'Bool', unit: '', form: { kind: 'operation', operator, operands } });
export function proofObligations([{ path, text, sha256 }]) {
  const value = BigInt(text.trim());
  const stated = { name: 'stated', text: 'the figure is ' + value, justification: 'it is what the file says', traces: [path], formula: operation('equal', figure, integer(value)) };
  return {
    value: [{
      id: 'PO-DEMO-001', title: 'the figure is within its limit', requirements: ['HLR-DEMO-001'], subjects: [{ name: path, sha256 }],
      assumptions: [stated], claim: 'the figure is at most 10', question: { method: 'valid', claim: operation('at-most', figure, integer(10n)) },
      logic: 'QF_LIA', faithful: { kind: 'data', where: path },
      inWords: (model) => ['figure ' + model.get('figure') + ' is above 10'],
    }],
    diagnostics: [],
  };
}
`;
const config = (proofs: string): string =>
  `project: demo\nlevels: [{ name: system }]\nrequirements: [{ paths: ['*.req.yaml'] }]\n${proofs}`;
const proofs = 'proofs: [{ module: obligations.mjs, inputs: [figure.txt] }]\n';
const project = (figure: string) => ({ 'ampel.config.yaml': config(proofs), 'obligations.mjs': moduleText, 'figure.txt': figure });

testCase(
  {
    id: 'TC-PRF-023-01',
    verifies: ['LLR-PRF-023', 'LLR-PRF-024', 'LLR-PRF-001', 'HLR-PRF-001', 'HLR-PRF-005'],
    kind: 'normal',
    intent: 'proves the obligations of a project, lists them, keeps the certificate, and says so in text and JSON',
  },
  async (t) => {
    const root = temporaryFolder(t, project('10'));
    const first = commandContext(root, [], { jobs: '1' });
    t.equal(await prove(first.context), 0);
    t.match(first.written.join(''), /1 obligations?, 2 queries, 0 kept from before; solver Z3 of z3-solver [\s\S]*✓ 1 proved\n$/);
    t.match(
      readFileSync(join(root, '.ampel/proofs/PO-DEMO-001/claim.smt2'), 'utf8'),
      /\(assert \(! \(not \(<= figure 10\)\) :named claim\.denied\)\)/,
    );
    const json = commandContext(root, [], { json: true });
    t.equal(await prove(json.context), 0);
    const { obligations } = JSON.parse(json.written.join('')) as {
      obligations: readonly { id: string; isReused: boolean; certificateSha256: string }[];
    };
    t.match(obligations, [
      {
        id: 'PO-DEMO-001',
        isReused: true,
        certificateSha256: sha256(readFileSync(join(root, '.ampel/proofs/PO-DEMO-001/certificate.json'))),
      },
    ]);
    const list = commandContext(root, [], { list: true });
    t.equal(await prove(list.context), 0);
    t.equal(list.written.join(''), 'PO-DEMO-001  valid  the figure is within its limit\n');
    const named = commandContext(root, ['PO-DEMO-001'], { all: true });
    t.equal(await prove(named.context), 0);
    t.match(named.written.join(''), 'PO-DEMO-001  proved   valid         the figure is within its limit');
  },
);

testCase(
  {
    id: 'TC-PRF-023-02',
    verifies: ['LLR-PRF-023', 'LLR-PRF-024', 'LLR-PRF-001', 'HLR-PRF-001', 'HLR-PRF-004'],
    kind: 'robustness',
    intent:
      'ends with 1 for a figure that is one too large, with the words; and with 2 for modules, inputs, options and names that are wrong',
  },
  async (t) => {
    const root = temporaryFolder(t, project('11'));
    const late = commandContext(root, []);
    t.equal(await prove(late.context), 1);
    t.match(late.written.join(''), /error PRF-110: PO-DEMO-001 is refuted[\s\S]*figure 11 is above 10[\s\S]*✗ 0 proved, 1 refuted\n$/);
    writeFileSync(join(root, 'figure.txt'), '9');
    t.equal(await prove(commandContext(root, []).context), 0);
    writeFileSync(join(root, 'obligations.mjs'), moduleText.replaceAll('PO-DEMO-001', 'PO-DEMO-002'));
    const codeOf = async (positionals: readonly string[], options = {}, at = root): Promise<number> => {
      const { context } = commandContext(at, positionals, options, t);
      return prove(context);
    };
    t.same(
      [
        await codeOf(['PO-DEMO-009']),
        await codeOf([], { jobs: '0' }),
        await codeOf([], { jobs: 'x' }),
        await codeOf([], { solver: 'yices' }),
      ],
      [2, 2, 2, 2],
    );
    const wrong = { 'ampel.config.yaml': config(''), 'obligations.mjs': moduleText };
    t.equal(await codeOf([], {}, temporaryFolder(t, wrong)), 2, 'no proofs configured');
    t.equal(await codeOf([], {}, temporaryFolder(t, { 'ampel.config.yaml': 'project: [' })), 2);
    const faults = async (texts: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      const { context } = commandContext(temporaryFolder(t, texts), []);
      const { diagnostics } = await loadObligations(context, [
        { module: 'm.mjs', inputs: Object.keys(texts).filter((name) => name.endsWith('.txt')) },
      ]);
      return diagnostics.map(({ code, message }) => `${code} ${message.split('\n')[0]}`);
    };
    t.match(await faults({}), ['PRF-101 proof obligations: it is not there']);
    t.match(await faults({ 'm.mjs': 'export const other = 1;' }), ['PRF-101 proof obligations: it exports no function proofObligations']);
    t.match(await faults({ 'm.mjs': 'throw new Error("planted")' }), ['PRF-101 proof obligations: it ends with: planted']);
    t.match(await faults({ 'm.mjs': 'export const proofObligations = () => 7;' }), [
      'PRF-101 proof obligations: proofObligations does not return',
    ]);
    const { context } = commandContext(root, []);
    const unread = await loadObligations(context, [{ module: 'obligations.mjs', inputs: ['gone.txt'] }]);
    t.ok(unread.diagnostics.some(({ code, place }) => code === 'PRF-101' && place?.path === 'gone.txt'));
    t.same(unread.value, []);
  },
);

testCase(
  {
    id: 'TC-PRF-023-03',
    verifies: ['LLR-PRF-023', 'LLR-PRF-024', 'HLR-PRF-007'],
    kind: 'robustness',
    intent:
      'a re-check without certificates or without the programs is not green, and removes nothing; a changed project loses certificates that nobody asks for',
  },
  async (t) => {
    const root = temporaryFolder(t, project('10'));
    const nothing = commandContext(root, [], { recheck: true });
    t.equal(await prove(nothing.context), 1);
    t.match(nothing.written.join(''), /PRF-120[\s\S]*✗ \d findings\n$/);
    await prove(commandContext(root, []).context);
    const { context, written } = commandContext(root, [], { recheck: true });
    const absent = {
      ...context,
      processes: { run: async () => ({ exitCode: undefined, failure: 'program was not found', stdout: '', stderr: '' }) },
    };
    t.equal(await prove(absent), 1);
    t.match(written.join(''), /z3: not there, unknown\ncvc5: not there, unknown\n✗ 2 findings/);
    t.match(
      recheckText({
        certificates: 1,
        queries: 2,
        programs: [{ name: 'z3', version: 'Z3 4', confirmed: 2, contradicted: 0, unknown: 0 }],
        diagnostics: [],
      }),
      /z3 \(Z3 4\): 2 confirmed, 0 contradicted, 0 unknown\n✓ each certificate is confirmed/,
    );
    writeFileSync(join(root, 'obligations.mjs.tmp'), '');
    t.ok(existsSync(join(root, '.ampel/proofs/PO-DEMO-001/certificate.json')));
    const renamed = temporaryFolder(t, { ...project('10'), '.ampel/proofs/PO-DEMO-009/certificate.json': '{}' });
    await prove(commandContext(renamed, []).context);
    t.notOk(existsSync(join(renamed, '.ampel/proofs/PO-DEMO-009/certificate.json')));
    t.same(proofFindings([], '.'), []);
    t.match(proofText([], { identity: 'Z3', folder: '.', isAll: false, findings: [] }), '✓ 0 proved');
  },
);

testCase(
  {
    id: 'TC-PRF-022-01',
    verifies: ['LLR-PRF-022'],
    kind: 'normal',
    intent: 'hands text and limits to the program and reads verdict, values, core and resources from what it writes',
  },
  async (t) => {
    const reply = (text: string): string => {
      const path = join(
        temporaryFolder(t, {
          z3: `#!/usr/bin/env node\nlet s='';process.stdin.on('data',(c)=>{s+=c}).on('end',()=>{${text}});\nif(process.argv[2]==='--version')console.log('Z3 version 9.9 - 64 bit');\n`,
        }),
        'z3',
      );
      chmodSync(path, 0o755);
      return path;
    };
    const sat = new NativeZ3(
      reply(
        `if(s.includes('(set-option :rlimit 7)')&&s.includes('(get-value (x y))'))console.log('sat\\n(:rlimit 5)\\n(:reason-unknown "")\\nvalues\\n((x 1)\\n (y (- 2)))\\ncore')`,
      ),
    );
    t.equal(await sat.identity(), 'Z3 9.9 (native)');
    const question = { script: '(set-logic ALL)', values: ['x', 'y'], core: true, limits: { resourceUnits: 7, wallSeconds: 20 } };
    const answer = await sat.ask(question);
    t.match(answer, { verdict: 'sat', resourceUnits: 5 });
    t.same(answer.verdict === 'sat' && [...answer.values], [
      ['x', '1'],
      ['y', '(- 2)'],
    ]);
    const unsat = new NativeZ3(
      reply(`console.log('unsat\\n(:rlimit 5)\\n(:reason-unknown "x")\\nvalues\\n(error "no model")\\ncore\\n(a b)')`),
    );
    t.match(await unsat.ask(question), { verdict: 'unsat', core: ['a', 'b'] });
    t.match(await unsat.ask({ ...question, core: false }), { verdict: 'unsat', core: undefined });
    await sat.close();
  },
);

testCase(
  {
    id: 'TC-PRF-022-02',
    verifies: ['LLR-PRF-022', 'HLR-PRF-008'],
    kind: 'robustness',
    intent: 'answers unknown for a program that is absent, hangs, is killed, gives up or writes anything else',
  },
  async (t) => {
    const scripted = (text: string): NativeZ3 => {
      const path = join(temporaryFolder(t, { z3: `#!/usr/bin/env node\n${text}\n` }), 'z3');
      chmodSync(path, 0o755);
      return new NativeZ3(path);
    };
    const reason = async (solver: NativeZ3, wallSeconds = 20): Promise<string> => {
      const answer = await solver.ask({ script: '', values: ['x'], limits: { resourceUnits: 0, wallSeconds } });
      return answer.verdict === 'unknown' ? answer.reason : answer.verdict;
    };
    t.match(await reason(new NativeZ3('/no/such/program')), 'the solver cannot be started');
    t.equal(await new NativeZ3('/no/such/program').identity(), '');
    t.equal(await reason(scripted('setInterval(()=>{},1000)'), 0.5), 'stopped after 0.5 s');
    t.equal(await reason(scripted("process.kill(process.pid,'SIGKILL')")), 'the solver was killed by SIGKILL');
    t.equal(await reason(scripted(`console.log('(error "line 1 column 2: unknown")')`)), 'refused: (error "line 1 column 2: unknown")');
    const said = (verdict: string, why: string, values: string): NativeZ3 =>
      scripted(`console.log(${JSON.stringify(`${verdict}\n(:rlimit 5)\n(:reason-unknown "${why}")\nvalues\n${values}\ncore`)})`);
    t.equal(await reason(said('unknown', 'canceled', '')), 'resource limit reached (canceled)');
    t.equal(await reason(said('unknown', 'incomplete', '')), 'incomplete');
    t.match(await reason(said('sat', '', 'nothing')), 'values not understood');
  },
);
