import { type Expression, variablesOf } from '../../src/kernel/logic/expression.js';
import type { Assumption, Obligation } from '../../src/kernel/logic/obligation.js';
import type { ProofContext } from '../../src/twin/afdx/proofs/proof-context.js';

/** The statements that a formula joins by "and". */
function statementsOf(formula: Expression): readonly Expression[] {
  const { form } = formula;
  return form.kind === 'operation' && form.operator === 'and' ? form.operands.flatMap(statementsOf) : [formula];
}

/** Both sides of a ≤ b. */
function sidesOf({ form }: Expression): readonly [Expression, Expression] | undefined {
  return form.kind === 'operation' && form.operator === 'at-most'
    ? [form.operands[0] as Expression, form.operands[1] as Expression]
    : undefined;
}

const constantOf = ({ form }: Expression): bigint | undefined =>
  form.kind === 'constant' && typeof form.value === 'bigint' ? form.value : undefined;
const variableOf = ({ form }: Expression): string | undefined => (form.kind === 'variable' ? form.name : undefined);
const claimOf = ({ question }: Obligation): Expression => {
  if (question.method !== 'valid') throw new Error('obligations on delays claim one statement');
  return question.claim;
};

/** Largest values that a formula gives variables. */
function limitsIn(formula: Expression): readonly (readonly [string, bigint])[] {
  return statementsOf(formula).flatMap((statement): readonly (readonly [string, bigint])[] => {
    const [left, right] = sidesOf(statement) ?? [];
    const [name, limit] = [left && variableOf(left), right && constantOf(right)];
    return name === undefined || limit === undefined ? [] : [[name, limit]];
  });
}

/** Gap and jitter by virtual link, as the arrivals of a port assume them. */
function classesIn({
  text,
}: Assumption): readonly { readonly virtualLinks: readonly number[]; readonly jitter: bigint; readonly admitted: boolean }[] {
  return [
    ...text.matchAll(/virtual links? ([\d, ]+): one (admitted part|frame) of each are \d+ bit, gap \d+ ticks, jitter (\d+) ticks/g),
  ].map(([, ids = '', what, jitter = '']) => ({
    virtualLinks: ids.split(', ').map(Number),
    jitter: BigInt(jitter),
    admitted: what === 'admitted part',
  }));
}

/** Constants of a formula. */
function constantsIn(formula: Expression): readonly bigint[] {
  const { form } = formula;
  if (form.kind === 'constant') return typeof form.value === 'bigint' ? [form.value] : [];
  if (form.kind === 'named') return constantsIn(form.body);
  return form.kind === 'operation' ? form.operands.flatMap(constantsIn) : [];
}

/**
 * Where the chain of delay obligations is broken: an assumption that names an obligation of which it says other than that one claims, or one that
 * rests on a port that does not come before. Written from the formulas alone, without the code that builds them.
 */
export function chainFaults(obligations: readonly Obligation[], { timing, labels }: ProofContext): readonly string[] {
  const byId = new Map(obligations.map((each) => [each.id, each]));
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const portOf = (id: string): number =>
    indexOf.get(/^PO-AFDX-(?:FAULTY-)?(?:PORT|BUSY|BUFFER)-(.*?)(?:-(?:high|low|all))?$/.exec(id)?.[1] ?? '') ?? -1;
  const delayFaults = (obligation: Obligation, { name, formula, traces }: Assumption): readonly string[] => {
    const limits = limitsIn(formula);
    const claimed = new Map(
      traces.flatMap((id) => {
        const [left, right] = sidesOf(claimOf(byId.get(id) as Obligation)) ?? [];
        const limit = right && constantOf(right);
        return left && variableOf(left) === 'delay' && limit !== undefined ? [[portOf(id), limit] as const] : [];
      }),
    );
    return limits.flatMap(([variable, limit]) => {
      const port = indexOf.get(variable.replace(/^[AB]\./, '').replace(/\.(earlier|later)$/, ''));
      if (port === undefined) return [`${obligation.id} ${name}: ${variable} is no port`];
      return claimed.get(port) === limit
        ? []
        : [`${obligation.id} ${name}: ${variable} is at most ${limit}, claimed is ${claimed.get(port)}`];
    });
  };
  const arrivalFaults = (obligation: Obligation, assumption: Assumption): readonly string[] => {
    const port = portOf(obligation.id);
    return classesIn(assumption).flatMap(({ virtualLinks, jitter, admitted }) =>
      virtualLinks.flatMap((id): readonly string[] => {
        const named = assumption.traces.find((trace) => trace.endsWith(`${admitted ? 'ADMITTED' : 'ARRIVAL'}-${id}`));
        const arrival = named === undefined ? undefined : byId.get(named);
        if (arrival === undefined) return [`${obligation.id} ${assumption.name}: nothing claims the arrivals of virtual link ${id}`];
        if (admitted) return arrival.claim.includes(`a jitter of ${jitter} ticks`) ? [] : [`${obligation.id}: ${named} admits otherwise`];
        const flow = timing.flows.find(({ virtualLink, hops }) => virtualLink === id && hops.some((hop) => hop.port === port));
        const before: string[] = [];
        let at = flow?.hops.find((hop) => hop.port === port)?.parent ?? -1;
        for (; at >= 0; at = flow?.hops[at]?.parent ?? -1) {
          const index = flow?.hops[at]?.port ?? -1;
          if (index >= port) return [`${obligation.id}: port ${index} does not come before`];
          before.push(`${flow?.network}.${labels[index]}`);
        }
        // the part of the claim that speaks of exactly the ports before this one
        const parts = statementsOf(claimOf(arrival)).filter((part) => {
          const ports = new Set(
            variablesOf([part]).flatMap(({ form }) => (form.name.includes('.earlier') ? [form.name.slice(0, -8)] : [])),
          );
          return ports.size === before.length && before.every((each) => ports.has(each));
        });
        return parts.some((part) => constantsIn(part).includes(jitter))
          ? []
          : [`${obligation.id}: no part of ${named} has jitter ${jitter}`];
      }),
    );
  };
  return obligations.flatMap((obligation) =>
    obligation.assumptions.flatMap((assumption): readonly string[] => {
      const known = assumption.traces.filter((trace) => trace.startsWith('PO-'));
      const missing = known.filter((id) => !byId.has(id)).map((id) => `${obligation.id} rests on ${id}, which is not there`);
      if (missing.length > 0) return missing;
      if (/^ports\./.test(assumption.name)) return delayFaults(obligation, assumption);
      return /\.sent$/.test(assumption.name) ? arrivalFaults(obligation, assumption) : [];
    }),
  );
}
