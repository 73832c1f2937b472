import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import { sha256 } from '../../src/kernel/digest.js';
import {
  type CaseOutcome,
  codeUnitKey,
  type ItemStatus,
  type PageCodeUnit,
  type PageEvidence,
  type PageLink,
  type PageRequirement,
  type PageTestCase,
  type TracePageInput,
} from '../../src/toolchain/package/trace-page/input.js';

const modules = [
  ['AFDX', 'Deterministic network'],
  ['PDI', 'Parameter data items'],
  ['FLO', 'Failover of models'],
  ['MDL', 'Learned models'],
  ['SYN', 'Clock synchronisation'],
] as const;

const words =
  'the virtual link bandwidth allocation gap frame switch port end system delay jitter queue bound regulator release instant table parameter item digest model standby deadline watchdog monitor output range envelope interval record value limit unit order table entry load flight control surface actuator command sensor sample voter lane channel partition schedule slot window clock drift offset reference period budget margin alarm message field header checksum sequence counter redundancy path network latency transmission maximum minimum rate octet byte bit nanosecond millisecond'.split(
    ' ',
  );

/** A repeatable stream of numbers from 0 up to a limit (mulberry32); samples do not change from run to run. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

type Numbers = (limit: number) => number;

function phrase(next: Numbers, length: number): string {
  return Array.from({ length }, () => words[next(words.length)]).join(' ');
}

function numbered(prefix: string, module: string, number: number): string {
  return `${prefix}-${module}-${String(number).padStart(3, '0')}`;
}

function statusOf(next: Numbers): ItemStatus {
  const pick = next(100);
  if (pick < 70) return 'met';
  if (pick < 78) return 'awaiting';
  if (pick < 84) return 'not-met';
  if (pick < 94) return 'planned';
  return pick < 98 ? 'unknown' : 'not-applicable';
}

const reasons: Readonly<Record<ItemStatus, string>> = {
  met: 'Every declared verification method has evidence, and it passes.',
  awaiting: 'A link is suspect since its requirement changed; a person has to review it.',
  'not-met': 'Verification method "test" is declared, and no passing test case verifies it.',
  planned: 'Belongs to a later baseline.',
  unknown: 'The evidence record is older than the code that it speaks of.',
  'not-applicable': 'The objective does not apply at this software level.',
};

/** `total` requirements: one in thirty of the system, one in four high-level, the rest low-level; each below has 1–3 parents. */
function sampleRequirements(total: number, next: Numbers): PageRequirement[] {
  const requirements: PageRequirement[] = [];
  const upper: Record<string, string[]> = { SYS: [], HLR: [], LLR: [] };
  for (let index = 0; index < total; index++) {
    const prefix = index < total / 30 ? 'SYS' : index < total / 4 ? 'HLR' : 'LLR';
    const above = prefix === 'LLR' ? upper['HLR'] : prefix === 'HLR' ? upper['SYS'] : [];
    const [module] = modules[next(modules.length)] ?? modules[0];
    const id = numbered(prefix, module, index + 1);
    upper[prefix]?.push(id);
    requirements.push(sampleRequirement({ id, prefix, module, index }, above ?? [], next));
  }
  return requirements;
}

interface Place {
  readonly id: string;
  readonly prefix: string;
  readonly module: string;
  readonly index: number;
}

function sampleRequirement({ id, prefix, module, index }: Place, above: readonly string[], next: Numbers): PageRequirement {
  const level = { SYS: 'system', HLR: 'high-level' }[prefix] ?? 'low-level';
  const derived = prefix === 'LLR' && next(25) === 0;
  const status = statusOf(next);
  const parents = derived || above.length === 0 ? [] : Array.from({ length: 1 + next(3) }, () => above[next(above.length)] ?? '');
  const subject = phrase(next, 4 + next(4));
  return {
    id,
    title: `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`,
    text: `The ${phrase(next, 3)} shall ${phrase(next, 18 + next(20))} within ${next(900)} ms.`,
    rationale: `${phrase(next, 12 + next(16))}.`,
    safetyNote: derived ? `Does not change the failure conditions of ${phrase(next, 4)}.` : '',
    level,
    module,
    derived,
    status,
    statusReason: reasons[status],
    verification: [['test'], ['test', 'proof'], ['analysis'], ['review']][next(4)] ?? ['test'],
    parents: [...new Set(parents)],
    sources: prefix === 'SYS' ? [{ document: 'docs/mission.md', lines: `${index + 1}-${index + 4}` }] : [],
    path: `requirements/${level}/${module.toLowerCase()}.yaml`,
    line: 4 + index * 11,
    attributes: next(5) === 0 ? { priority: ['high', 'low'][next(2)] ?? 'low' } : {},
    fingerprint: sha256(`${id}${subject}`),
    history: Array.from({ length: 1 + next(2) }, (_, age) => sampleCommit(next(200), age)),
  };
}

function sampleCommit(number: number, age: number): PageRequirement['history'][number] {
  return {
    commit: sha256(`commit ${number}`).slice(0, 40),
    date: `2026-0${1 + (number % 9)}-1${age}`,
    author: ['A. Example', 'B. Reader'][number % 2] ?? '',
    subject: `State the bound of step ${number} in whole nanoseconds`,
  };
}

function sampleCode(requirements: readonly PageRequirement[], next: Numbers): PageCodeUnit[] {
  const low = requirements.filter((requirement) => requirement.level === 'low-level');
  return low.map((requirement, index) => ({
    name: `${['regulator', 'boundOf', 'readTable', 'voter', 'deadline'][next(5)]}${index}`,
    kind: ['function', 'class', 'method'][next(3)] ?? 'function',
    language: 'typescript',
    path: `src/twin/${requirement.module.toLowerCase()}/part-${Math.floor(index / 12)}.ts`,
    line: 10 + (index % 12) * 40,
    lastLine: 40 + (index % 12) * 40,
    implements: [requirement.id],
    excerpt: next(4) === 0 ? `export function part${index}(gap: Nanoseconds): Nanoseconds {\n  return atLeast(gap, ${index});\n}` : '',
  }));
}

const outcomes: readonly CaseOutcome[] = [
  'passed',
  'passed',
  'passed',
  'passed',
  'passed',
  'passed',
  'passed',
  'failed',
  'stale',
  'not-run',
  'skipped',
  'todo',
];
const outcomeReasons: Readonly<Record<CaseOutcome, string>> = {
  passed: '',
  failed: 'expected 500000, found 500001',
  skipped: 'needs the solver',
  todo: 'not written yet',
  'not-run': 'no run of this commit reports it',
  stale: 'src/twin/afdx/regulator.ts changed after the run',
};

function sampleCases(requirements: readonly PageRequirement[], next: Numbers): PageTestCase[] {
  const tested = requirements.filter((requirement) => requirement.level !== 'system' && next(12) !== 0);
  return tested.map((requirement, index) => {
    const outcome = outcomes[next(outcomes.length)] ?? 'passed';
    return {
      id: `TC-${requirement.module}-${requirement.id.slice(-5).replace(/^\D+/, '')}-01`,
      intent: `${['rejects', 'accepts', 'bounds', 'reports'][next(4)]} ${phrase(next, 6)}`,
      kind: next(2) === 0 ? 'normal' : 'robustness',
      path: `verification/${requirement.module.toLowerCase()}/part-${Math.floor(index / 20)}.test.ts`,
      line: 12 + (index % 20) * 14,
      verifies: [requirement.id],
      outcome,
      outcomeReason: outcomeReasons[outcome],
      record: outcome === 'not-run' ? '' : sha256(`record ${index % 40}`),
    };
  });
}

function sampleEvidence(requirements: readonly PageRequirement[], next: Numbers): PageEvidence[] {
  return requirements
    .filter((requirement) => requirement.verification.includes('proof'))
    .filter((_, index) => index % 3 === 0)
    .map((requirement, index) => ({
      id: `PO-${requirement.module}-${String(index + 1).padStart(3, '0')}`,
      kind: 'proof',
      title: phrase(next, 6),
      verdict: ['pass', 'pass', 'unknown'][next(3)] ?? 'unknown',
      requirements: [requirement.id],
      path: `verification/proofs/${requirement.module.toLowerCase()}-${index}.smt2`,
    }));
}

function sampleLinks(input: Pick<TracePageInput, 'requirements' | 'codeUnits' | 'testCases' | 'evidence'>, next: Numbers): PageLink[] {
  const links: PageLink[] = [];
  const add = (kind: PageLink['kind'], from: string, upper: readonly string[]): void => {
    for (const to of upper) {
      const pick = next(10);
      const review = pick < 7 ? 'accepted' : pick < 8 ? 'suspect' : 'not-reviewed';
      links.push({ kind, from, to, review, reviewer: review === 'accepted' ? 'B. Reader' : '' });
    }
  };
  for (const requirement of input.requirements) add('parent', requirement.id, requirement.parents);
  for (const unit of input.codeUnits) add('implements', codeUnitKey(unit), unit.implements);
  for (const item of input.testCases) add('verifies', item.id, item.verifies);
  for (const item of input.evidence) add('evidence', item.id, item.requirements);
  return links;
}

function sampleFindings(requirements: readonly PageRequirement[]): Diagnostic[] {
  return requirements
    .filter((requirement) => requirement.status === 'not-met' || requirement.status === 'awaiting')
    .map((requirement, index) => ({
      code: requirement.status === 'not-met' ? 'TRC-104' : 'TRC-201',
      severity: requirement.status === 'not-met' ? 'error' : index % 2 === 0 ? 'warning' : 'note',
      message: requirement.status === 'not-met' ? `${requirement.id} has no passing test case` : `a link of ${requirement.id} is suspect`,
      place: { path: requirement.path, line: requirement.line, column: 5 },
      why: requirement.statusReason,
      fix: 'Add a case under verification/, or record an exception with a reason and an expiry date.',
      subjects: [requirement.id],
    }));
}

/** An invented project with `total` requirements, about two links each, code, results, findings. Same total, same value. */
export function traceSample(total: number): TracePageInput {
  const next = numbersFrom(20260101);
  const requirements = sampleRequirements(total, next);
  const items = {
    requirements,
    codeUnits: sampleCode(requirements, next),
    testCases: sampleCases(requirements, next),
    evidence: sampleEvidence(requirements, next),
  };
  return {
    project: 'Sample aircraft network',
    commit: sha256('sample').slice(0, 40),
    commitDate: '2026-03-04',
    verdict: 'red',
    verdictReasons: ['6 requirements in 100 have no passing test case.', 'Some results are older than the code that they speak of.'],
    nextSteps: [
      'Write the missing test cases; the list of requirements, status “not met”, names them.',
      'Review the suspect links: the matrix shows them under “suspect links”.',
      'Run the stale and the never-run test cases again.',
      'Review what is not reviewed yet.',
    ],
    levels: [
      { name: 'system', title: 'System' },
      { name: 'high-level', title: 'High-level' },
      { name: 'low-level', title: 'Low-level' },
    ],
    modules: modules.map(([code, title]) => ({ code, title })),
    ...items,
    links: sampleLinks(items, next),
    findings: sampleFindings(requirements),
    toolVersion: 'ampel360 0.1.0',
  };
}

/**
 * Six items that a reader can check by eye: SYS-NET-001 ← HLR-NET-001 ← LLR-NET-001 ← code, case (which also verifies
 * the high-level requirement) and proof.
 */
export function tinyTrace(): TracePageInput {
  const [template] = traceSample(1).requirements;
  if (template === undefined) throw new Error('a sample of one has one requirement');
  const base = { ...template, module: 'NET', verification: ['test'], parents: [], derived: false, safetyNote: '', sources: [] };
  const requirements: PageRequirement[] = [
    {
      ...base,
      id: 'SYS-NET-001',
      title: 'Bounded delay',
      text: 'The network shall bound the delay of each frame.',
      level: 'system',
      status: 'awaiting',
      statusReason: 'A link is suspect.',
      sources: [{ document: 'docs/mission.md', lines: '12-14' }],
    },
    {
      ...base,
      id: 'HLR-NET-001',
      title: 'Delay per switch',
      text: 'Each switch shall forward a frame within 100 µs.',
      level: 'high-level',
      status: 'not-met',
      statusReason: 'Its case fails.',
      parents: ['SYS-NET-001'],
      attributes: { priority: 'high' },
      verification: ['test', 'proof'],
    },
    {
      ...base,
      id: 'LLR-NET-001',
      title: 'Regulator',
      text: 'The regulator shall hold a frame until its gap has passed.',
      rationale: 'A burst would fill the queue.',
      level: 'low-level',
      status: 'met',
      statusReason: 'All evidence passes.',
      parents: ['HLR-NET-001'],
      derived: true,
      safetyNote: 'No effect on failure conditions.',
    },
  ];
  return {
    ...traceSample(0),
    requirements,
    modules: [{ code: 'NET', title: 'Network' }],
    codeUnits: [
      {
        name: 'Regulator.release',
        kind: 'method',
        language: 'typescript',
        path: 'src/net/regulator.ts',
        line: 10,
        lastLine: 24,
        implements: ['LLR-NET-001'],
        excerpt: 'release() {}',
      },
    ],
    testCases: [
      {
        id: 'TC-NET-001-01',
        intent: 'holds the second frame',
        kind: 'normal',
        path: 'verification/net/regulator.test.ts',
        line: 7,
        verifies: ['LLR-NET-001', 'HLR-NET-001'],
        outcome: 'failed',
        outcomeReason: 'expected 500, found 501',
        record: 'record-1',
      },
    ],
    evidence: [
      {
        id: 'PO-NET-001',
        kind: 'proof',
        title: 'The gap is kept',
        verdict: 'pass',
        requirements: ['LLR-NET-001'],
        path: 'verification/proofs/gap.smt2',
      },
    ],
    links: [
      { kind: 'parent', from: 'HLR-NET-001', to: 'SYS-NET-001', review: 'accepted', reviewer: 'B. Reader' },
      { kind: 'parent', from: 'LLR-NET-001', to: 'HLR-NET-001', review: 'suspect', reviewer: '' },
      { kind: 'implements', from: 'src/net/regulator.ts#Regulator.release', to: 'LLR-NET-001', review: 'accepted', reviewer: 'B. Reader' },
    ],
    findings: [
      {
        code: 'TRC-301',
        severity: 'note',
        message: 'a note on the regulator',
        why: 'because',
        fix: 'nothing to do',
        subjects: ['LLR-NET-001'],
      },
      {
        code: 'TRC-104',
        severity: 'error',
        message: 'HLR-NET-001 has no passing case',
        place: { path: 'requirements/net.yaml', line: 41, column: 5 },
        why: 'its only case fails',
        fix: 'mend the regulator',
        subjects: ['HLR-NET-001'],
      },
    ],
  };
}

/** Text that ends a script and starts an image, were it ever read as markup. */
export const markupText = '</script><img src=x onerror="document.title=1">&amp;\u2028`$\u007b1}';

/** The same project with markup in every text, id and path. */
export function hostileText<T>(value: T): T {
  const keep = new Set(['level', 'levels', 'status', 'outcome', 'review', 'kind', 'severity', 'verdict']);
  const changed = (part: unknown): unknown => {
    if (typeof part === 'string') return markupText + part;
    if (Array.isArray(part)) return part.map(changed);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, keep.has(key) ? member : changed(member)]));
  };
  return changed(value) as T;
}
