import type { Diagnostic, Place } from '../../kernel/diagnostic.js';
import { isLinear } from '../../kernel/logic/arithmetic.js';
import { type Expression, LogicError, variablesOf } from '../../kernel/logic/expression.js';
import type { Obligation } from '../../kernel/logic/obligation.js';
import { smtLibText } from '../../kernel/logic/smt-lib.js';
import { systemFaults } from '../../kernel/logic/transition-system.js';
import { assumedBy } from './assumptions.js';
import { fingerprintOf } from './certificate.js';

/** Form of identifiers of obligations; also the name of a folder. */
const idForm = /^PO-[A-Z0-9]+-[A-Za-z0-9.-]+$/;
const nameForm = /^[A-Za-z][A-Za-z0-9.-]*$/;

/**
 * What is wrong with obligations before a solver is asked, all of it: PRF-102 an identifier that is malformed or used twice, PRF-103 no
 * requirement or subject, PRF-104 an assumption without a name of its own, text or justification, PRF-105 formulas that cannot be asked.
 *
 * @param place where the obligations come from
 * @implements LLR-PRF-002
 */
export function obligationFaults(obligations: readonly Obligation[], place: Place): readonly Diagnostic[] {
  const seen = new Set<string>();
  return obligations.flatMap((obligation) => {
    const faults: Fault[] = [];
    const { id } = obligation;
    if (!idForm.test(id)) faults.push(['PRF-102', `"${id}" is no identifier of an obligation`, 'write it like PO-AFDX-007']);
    if (seen.has(id)) faults.push(['PRF-102', `${id} is used twice`, 'give each obligation an identifier of its own']);
    seen.add(id);
    if (obligation.requirements.length === 0) faults.push(['PRF-103', `${id} discharges no requirement`, 'name the requirements']);
    if (obligation.subjects.length === 0 || obligation.subjects.some(({ sha256 }) => !/^[0-9a-f]{64}$/.test(sha256)))
      faults.push(['PRF-103', `${id} names no subject with its SHA-256`, 'name the files that it speaks of with their digests']);
    faults.push(...assumptionFaults(obligation), ...formulaFaults(obligation));
    return faults.map(([code, message, fix]): Diagnostic => {
      return { code, severity: 'error', message, place, why: 'such an obligation is no evidence for anything', fix, subjects: [id] };
    });
  });
}

type Fault = readonly [code: string, message: string, fix: string];

function assumptionFaults({ id, assumptions }: Obligation): readonly Fault[] {
  const names = new Set<string>();
  return assumptions.flatMap(({ name, text, justification }): readonly Fault[] => {
    const faults: Fault[] = [];
    if (!nameForm.test(name)) faults.push(['PRF-104', `${id}: "${name}" is no name of an assumption`, 'use letters, digits, "." and "-"']);
    if (names.has(name)) faults.push(['PRF-104', `${id}: two assumptions are named ${name}`, 'give each a name of its own']);
    names.add(name);
    if (text.trim() === '' || justification.trim() === '')
      faults.push([
        'PRF-104',
        `${id}: assumption ${name} has no ${text.trim() === '' ? 'text' : 'justification'}`,
        'say what is assumed and why it may be',
      ]);
    return faults;
  });
}

function formulaFaults(obligation: Obligation): readonly Fault[] {
  const { id, assumptions, question } = obligation;
  const fix = 'correct the formulas where the obligation is built';
  const faults: Fault[] = [];
  if (question.method === 'bounded' || question.method === 'invariant') {
    const { system } = question;
    faults.push(...systemFaults(system).map((fault): Fault => ['PRF-105', `${id}: ${fault}`, fix]));
    const rigid = assumptions.flatMap(({ formula }) => variablesOf([formula]).map(({ form }) => form.name));
    const moving = new Set([...system.state, ...system.inputs].map(({ name }) => name));
    for (const name of new Set(rigid))
      if (moving.has(name))
        faults.push([
          'PRF-105',
          `${id}: an assumption speaks of ${name}, which changes from state to state`,
          'put it into the initial states or the allowed inputs',
        ]);
  }
  if (question.method === 'invariant' && !(Number.isInteger(question.depth) && question.depth >= 1))
    faults.push(['PRF-105', `${id}: induction has a depth of 1 or more`, fix]);
  if (question.method === 'bounded' && !(Number.isInteger(question.steps) && question.steps >= 0))
    faults.push(['PRF-105', `${id}: the number of steps is 0 or more`, fix]);
  if (question.method === 'infeasible' && assumptions.length === 0)
    faults.push(['PRF-105', `${id}: nothing can be infeasible without statements`, fix]);
  if (/(^|_)[A-Z]*L[IR]+A$/.test(obligation.logic) && !isLinear(formulasOf(obligation)))
    faults.push([
      'PRF-105',
      `${id}: ${obligation.logic} is linear, and a formula multiplies two variables`,
      'name QF_NIA, QF_NRA or ALL as logic',
    ]);
  try {
    // sorts, units and names of what every query will say
    smtLibText('ALL', [], assumedBy(obligation));
    fingerprintOf(obligation, 0);
  } catch (thrown) {
    if (!(thrown instanceof LogicError)) throw thrown;
    faults.push(['PRF-105', `${id}: ${thrown.message}`, fix]);
  }
  return faults;
}

/** Every formula and expression that a query of the obligation is made from. */
function formulasOf({ assumptions, question }: Obligation): readonly Expression[] {
  const assumed = assumptions.map(({ formula }) => formula);
  switch (question.method) {
    case 'valid':
    case 'satisfiable':
      return [...assumed, question.claim];
    case 'optimal':
      return [...assumed, question.objective];
    case 'all-models':
      return [...assumed, ...question.over];
    case 'equivalent':
      return [...assumed, question.left, question.right];
    case 'exact-range':
      return [...assumed, ...question.expressions];
    case 'bounded':
    case 'invariant': {
      const { system, property } = question;
      const more = question.method === 'invariant' ? question.invariants.map(({ formula }) => formula) : [];
      return [...assumed, system.initial, system.allowed, property, ...more, ...Object.values(system.next)];
    }
    case 'infeasible':
      return assumed;
  }
}
