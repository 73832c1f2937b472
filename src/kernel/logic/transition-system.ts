import { evaluatedAll, isOfSort, type Value } from './evaluate.js';
import { type Expression, LogicError, partsOf, type Truth, variable } from './expression.js';
import { isSameSort, type Sort } from './sort.js';
import { substituted } from './substitute.js';
import { type Unit, unitFrom } from './unit.js';

/** A variable of the state or of the input of a transition system. */
export interface SystemVariable {
  readonly name: string;
  readonly sort: Sort;
  readonly unit?: Unit;
}

/**
 * A state machine as typed expressions: executed by `stepOf` and unrolled for proofs by `atStep`. There is no second description of it.
 */
export interface TransitionSystem {
  readonly state: readonly SystemVariable[];
  readonly inputs: readonly SystemVariable[];
  /** What holds of each initial state, in the variables of the state. */
  readonly initial: Truth;
  /** What is assumed of each input, in the variables of state and input. */
  readonly allowed: Truth;
  /** The next value of each variable of the state, in the variables of state and input. */
  readonly next: Readonly<Record<string, Expression>>;
}

/** Values of the variables of a state or of an input, by name. */
export type Values = ReadonlyMap<string, Value>;

/**
 * What is wrong with a transition system, each fault in words; empty when it is complete and well sorted.
 *
 * @implements LLR-LOG-011
 */
export function systemFaults({ state, inputs, initial, allowed, next }: TransitionSystem): readonly string[] {
  const faults: string[] = [];
  const known = new Map<string, SystemVariable>();
  for (const each of [...state, ...inputs]) {
    if (known.has(each.name)) faults.push(`${each.name} is declared twice`);
    known.set(each.name, each);
  }
  const check = (what: string, expression: Expression, names: ReadonlySet<string>): void => {
    for (const { form, sort, unit } of partsOf([expression])) {
      if (form.kind !== 'variable') continue;
      const declared = known.get(form.name);
      if (declared === undefined || !names.has(form.name)) faults.push(`${what} speaks of ${form.name}, which is none of its variables`);
      else if (!isSameSort(declared.sort, sort) || unitFrom(declared.unit ?? '') !== unit)
        faults.push(`${what} takes ${form.name} for another sort or unit than declared`);
    }
  };
  const stateNames = new Set(state.map(({ name }) => name));
  check('initial', initial, stateNames);
  check('allowed', allowed, new Set(known.keys()));
  for (const { name, sort, unit = '' } of state) {
    const expression = Object.hasOwn(next, name) ? next[name] : undefined;
    if (expression === undefined) faults.push(`${name} has no next value`);
    else if (!isSameSort(expression.sort, sort) || expression.unit !== unitFrom(unit))
      faults.push(`the next value of ${name} has another sort or unit than ${name}`);
    if (expression !== undefined) check(`the next value of ${name}`, expression, new Set(known.keys()));
  }
  for (const name of Object.keys(next)) if (!stateNames.has(name)) faults.push(`${name} has a next value and is no variable of the state`);
  return faults;
}

/**
 * The next state. Throws LogicError when a value is missing or of another sort, or the input is not allowed.
 *
 * @implements LLR-LOG-011
 */
export function stepOf(system: TransitionSystem, state: Values, input: Values): Values {
  const values = new Map([...valuesOf(system.state, state), ...valuesOf(system.inputs, input)]);
  const expressions = system.state.map(({ name }) => system.next[name] as Expression);
  const [allowed, ...next] = evaluatedAll([system.allowed, ...expressions], values);
  if (allowed !== true) throw new LogicError('the input is not allowed in this state');
  return new Map(system.state.map(({ name }, index) => [name, next[index] as Value]));
}

function valuesOf(variables: readonly SystemVariable[], values: Values): Values {
  return new Map(
    variables.map(({ name, sort }) => {
      const value = values.get(name);
      if (value === undefined || !isOfSort(value, sort)) throw new LogicError(`${name} has no value of its sort`);
      return [name, value];
    }),
  );
}

/**
 * The name of a variable at a step of a run.
 *
 * @implements LLR-LOG-011
 */
export function nameAt(name: string, step: number): string {
  return `${name}@${step}`;
}

/**
 * An expression over state and input as it reads at a step of a run.
 *
 * @implements LLR-LOG-011
 */
export function atStep<S extends Sort>(system: TransitionSystem, expression: Expression<S>, step: number): Expression<S> {
  const replacement = new Map<string, Expression>(
    [...system.state, ...system.inputs].map(({ name, sort, unit }) => [name, variable(nameAt(name, step), sort, unit)]),
  );
  return substituted(expression, replacement, `@${step}`);
}
