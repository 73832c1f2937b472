import { valueKey } from '../../kernel/logic/evaluate.js';
import { variablesOf } from '../../kernel/logic/expression.js';
import type { Model, Obligation } from '../../kernel/logic/obligation.js';
import type { Example } from './finding.js';

/** Values shown when an obligation has no words of its own. */
const valuesShown = 40;

/**
 * Values in the words of the obligation, run through the real code where it can be. A replay or a wording that throws is told.
 *
 * @implements LLR-PRF-012
 */
export function exampleOf(obligation: Obligation, model: Model): Example {
  const attempt = <T>(action: () => T, otherwise: (message: string) => T): T => {
    try {
      return action();
    } catch (thrown) {
      return otherwise(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  const bare = valueLines(obligation, model);
  const { inWords, replay } = obligation;
  return {
    model,
    words:
      inWords === undefined
        ? bare
        : attempt(
            () => inWords(model),
            (message) => [`(no words: ${message})`, ...bare],
          ),
    replay:
      replay === undefined
        ? undefined
        : attempt(
            () => replay(model),
            (message) => ({ confirmed: false, seen: `the replay ended with: ${message}` }),
          ),
  };
}

function valueLines({ assumptions }: Obligation, model: Model): readonly string[] {
  const units = new Map(variablesOf(assumptions.map(({ formula }) => formula)).map(({ form, unit }) => [form.name, unit]));
  const lines = [...model].map(([name, value]) => {
    const unit = units.get(name) ?? '';
    return `${name} = ${valueKey(value)}${unit === '' ? '' : ` ${unit}`}`;
  });
  return lines.length > valuesShown ? [...lines.slice(0, valuesShown), `… and ${lines.length - valuesShown} more values`] : lines;
}
