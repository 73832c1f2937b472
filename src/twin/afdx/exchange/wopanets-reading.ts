import { compareDiagnostics, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';
import { present } from '../../../kernel/present.js';
import { compareRationals, type Rational, rational, zero } from '../../../kernel/rational.js';
import { type Assumption, permanentAssumptions } from './assumptions.js';
import { type QuantityKind, quantityOf, unitNamesOf } from './quantities.js';
import { elementForms, refusedAttributes } from './wopanets-form.js';
import type { XmlElement } from './xml-elements.js';

/** A number that an attribute must give: its kind, the unit of a number without one, and what the schema can hold. */
export interface QuantityForm {
  readonly attribute: string;
  readonly kind: QuantityKind;
  readonly unitWithout: string;
  /** The unit in which the value must be whole, in nanoseconds, bits per second or bytes. */
  readonly step: bigint;
  readonly minimum: number;
  readonly maximum: number;
  /** Name of the step, for people. */
  readonly stepName: string;
}

/** Further errors are counted alone: a file with more is of another form or made to exhaust its reader. */
const errorCountMax = 1000;

/**
 * What one reading of a file has found and assumed so far.
 *
 * @implements LLR-CNV-006
 */
export class WopanetsReading {
  readonly #kept: Diagnostic[] = [];
  readonly assumed = new Set<Assumption>(permanentAssumptions);
  readonly #noted = new Set<string>();
  #errorCount = 0;

  /** One of the first 1000 errors; those beyond are counted. */
  error(code: string, element: { readonly place: Place }, message: string, why: string, fix: string): void {
    this.#errorCount += 1;
    if (this.#errorCount > errorCountMax) return;
    this.#kept.push({ code, severity: 'error', message, place: element.place, why, fix });
  }

  /** AFDX-210, once for each message. */
  warn(element: { readonly place: Place }, message: string, why: string, fix: string): void {
    if (!this.#isNew(message)) return;
    this.#kept.push({ code: 'AFDX-210', severity: 'warning', message, place: element.place, why, fix });
  }

  /** AFDX-211, once for each message. */
  note(element: { readonly place: Place }, message: string): void {
    if (!this.#isNew(message)) return;
    const why = 'the network has no place for it, and no rule or bound depends on it';
    this.#kept.push({ code: 'AFDX-211', severity: 'note', message, place: element.place, why, fix: 'keep the file if you need it' });
  }

  assume(assumption: Assumption): void {
    this.assumed.add(assumption);
  }

  #isNew(message: string): boolean {
    if (this.#noted.has(message)) return false;
    this.#noted.add(message);
    return true;
  }

  get isRefused(): boolean {
    return this.#errorCount > 0;
  }

  /** Every finding, sorted, with AFDX-214 when there were more errors than are kept. */
  findings(root: { readonly place: Place }): readonly Diagnostic[] {
    const beyond = this.#errorCount - errorCountMax;
    const last: Diagnostic = {
      code: 'AFDX-214',
      severity: 'note',
      message: `${beyond} further errors are left out`,
      place: root.place,
      why: `the first ${errorCountMax} errors are kept`,
      fix: 'correct these first',
    };
    return [...this.#kept, ...(beyond > 0 ? [last] : [])].sort(compareDiagnostics);
  }

  /**
   * Compares elements and attributes with the form, at each level.
   * AFDX-201 unknown element or text, AFDX-202 missing, AFDX-205 unknown and AFDX-209 refused attribute.
   */
  checkForm(element: XmlElement): void {
    const form = present(elementForms.get(element.name), 'the form of an element that a form names');
    const { name, attributes } = element;
    const known = new Set([...form.required, ...form.optional]);
    let foreign = false;
    for (const attribute of attributes.keys()) {
      if (known.has(attribute) || attribute === 'xmlns' || attribute.includes(':')) continue;
      const refused = refusedAttributes.get(attribute);
      if (refused !== undefined) {
        foreign = true;
        this.error('AFDX-209', element, `attribute ${attribute} of ${name} cannot be represented`, refused.why, refused.fix);
      } else if (form.dropped.includes(attribute)) this.note(element, `attribute ${attribute} of ${name} is not carried over`);
      else {
        const why = 'what it means is not known, and leaving it out could change the network';
        this.error(
          'AFDX-205',
          element,
          `attribute ${attribute} of ${name} is unknown`,
          why,
          'remove it if it does not describe the network',
        );
      }
    }
    const missing = form.required.filter((attribute) => (attributes.get(attribute) ?? '').trim() === '');
    if (!foreign) {
      for (const attribute of missing)
        this.error(
          'AFDX-202',
          element,
          `${name} has no ${attribute}`,
          'no value can stand for it without changing the network',
          `give the attribute ${attribute}`,
        );
    }
    if (element.hasText) this.#unknown(element, `text in ${name}`);
    for (const child of element.children) {
      if (form.children.includes(child.name)) this.checkForm(child);
      else this.#unknown(child, `element ${child.name} in ${name}`);
    }
  }

  #unknown(element: XmlElement, what: string): void {
    this.error(
      'AFDX-201',
      element,
      `${what} is not of the WoPANets form`,
      'what it means is not known, and leaving it out could change the network',
      'remove it if it does not describe the network',
    );
  }

  /** The value of an attribute in steps of its form; `undefined` when it is absent, or with AFDX-203 or AFDX-204. */
  quantity(element: XmlElement, form: QuantityForm): number | undefined {
    const text = element.attributes.get(form.attribute);
    if (
      text === undefined ||
      (text.trim() === '' &&
        present(elementForms.get(element.name), 'the form of an element that is read').required.includes(form.attribute))
    )
      return undefined;
    const value = quantityOf(text, form.kind, form.unitWithout);
    if (value === undefined) {
      const why = `a decimal number is expected, with one of the units ${unitNamesOf(form.kind)} or in ${form.unitWithout}`;
      this.error('AFDX-203', element, `${form.attribute} "${shortened(text)}" is no ${form.kind}`, why, 'correct the number');
      return undefined;
    }
    const steps = rational(value.numerator, value.denominator * form.step);
    if (fits(steps, form)) return Number(steps.numerator);
    const why = `it must be a whole number of ${form.stepName} from ${form.minimum} to ${form.maximum}`;
    this.error(
      'AFDX-204',
      element,
      `${form.attribute} "${shortened(text)}" does not fit`,
      why,
      'a value cannot be rounded without changing the network; correct it',
    );
    return undefined;
  }
}

function fits(steps: Rational, { minimum, maximum }: QuantityForm): boolean {
  const isWhole = steps.denominator === 1n;
  return isWhole && compareRationals(steps, rational(BigInt(minimum))) >= 0 && compareRationals(steps, rational(BigInt(maximum))) <= 0;
}

/**
 * Text of a file, cut to what a message can hold.
 *
 * @implements LLR-CNV-006
 */
export function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/**
 * Whether the text of an attribute is a duration of 0, in any unit; `undefined` when it is no duration.
 *
 * @implements LLR-CNV-009
 */
export function isZeroDuration(text: string): boolean | undefined {
  const value = quantityOf(text, 'duration', 'ms');
  return value === undefined ? undefined : compareRationals(value, zero) === 0;
}
