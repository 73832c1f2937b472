import { canonicalJson, type Json, prettyJson } from '../../kernel/canonical-json.js';
import { sha256 } from '../../kernel/digest.js';
import { valueKey } from '../../kernel/logic/evaluate.js';
import type { Truth } from '../../kernel/logic/expression.js';
import type { Faithfulness, Model, Obligation, ProofQuestion, ProofSubject } from '../../kernel/logic/obligation.js';
import { smtLibText } from '../../kernel/logic/smt-lib.js';
import { equal, truth } from '../../kernel/logic/truth.js';
import { rationalText } from '../../kernel/rational.js';
import type { Discharge, Example, Finding, Need } from './finding.js';
import type { AnsweredQuery } from './query.js';
import { type Soundness, soundnessOf } from './soundness.js';

/**
 * Name and version of the form of certificates; part of each one, so that others are not taken for it.
 *
 * @implements LLR-PRF-016
 */
export const certificateForm = 'ampel360-proof/1';

/** A query of a certificate: its file with digest, what it shows, what is expected and what was answered. */
export interface CertifiedQuery {
  readonly name: string;
  readonly file: string;
  readonly sha256: string;
  readonly purpose: string;
  readonly expected: 'sat' | 'unsat';
  readonly verdict: 'sat' | 'unsat' | 'unknown';
  readonly resourceUnits: number | null;
}

/** A proof certificate. No time, no machine: the same obligation and solver give the same bytes. */
export interface ProofCertificate {
  readonly format: typeof certificateForm;
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly subjects: readonly ProofSubject[];
  readonly claim: string;
  readonly method: ProofQuestion['method'];
  readonly logic: string;
  readonly assumptions: readonly {
    readonly name: string;
    readonly text: string;
    readonly justification: string;
    readonly traces: readonly string[];
    /** Whether the claim needs it; null where that was not found out. */
    readonly needed: boolean | null;
  }[];
  readonly faithful: Faithfulness;
  readonly soundness: Soundness;
  readonly verdict: Finding['verdict'];
  /** Why it is not proved; empty when it is. */
  readonly why: string;
  readonly solver: string;
  readonly resourceUnitsMaximum: number;
  /** SHA-256 of the obligation: texts, formulas, limits. */
  readonly fingerprint: string;
  readonly queries: readonly CertifiedQuery[];
  /** Values for which the assumptions hold together. */
  readonly witness: Readonly<Record<string, string>> | null;
  readonly counterexample: {
    readonly values: Readonly<Record<string, string>>;
    readonly words: readonly string[];
    readonly replay: { readonly confirmed: boolean; readonly seen: string } | null;
  } | null;
  /** Names of assumptions that contradict each other. */
  readonly conflict: readonly string[];
  /** For method `invariant`: what was proved along with the property. */
  readonly invariants: readonly { readonly name: string; readonly text: string }[];
  /** For method `all-models`: the combinations. */
  readonly models: readonly Readonly<Record<string, string>>[];
  /** SHA-256 of the canonical JSON of all other members, so that an edit shows. */
  readonly contentSha256: string;
}

/** A certificate with the texts of its queries by file name. */
export interface CertificateFiles {
  readonly certificate: ProofCertificate;
  readonly scripts: ReadonlyMap<string, string>;
}

/**
 * The certificate of a discharged obligation.
 *
 * @param resourceUnits resource units after which the solver would have given up on a query
 * @implements LLR-PRF-016
 */
export function certificateFrom(
  obligation: Obligation,
  { finding, need, witness, conflict = [], models = [] }: Discharge,
  asked: { readonly queries: readonly AnsweredQuery[]; readonly solver: string; readonly resourceUnits: number },
): CertificateFiles {
  const scripts = new Map<string, string>();
  const queries = asked.queries.map(({ query, script, verdict, resourceUnits }): CertifiedQuery => {
    const file = `${query.name}.smt2`;
    const text = queryFileText(script);
    scripts.set(file, text);
    return {
      name: query.name,
      file,
      sha256: sha256(text),
      purpose: query.purpose,
      expected: query.expected,
      verdict,
      resourceUnits: resourceUnits ?? null,
    };
  });
  const { id, title, requirements, subjects, claim, question, logic, faithful } = obligation;
  const example = finding.verdict === 'refuted' || finding.verdict === 'unknown' ? finding.example : undefined;
  const content: Omit<ProofCertificate, 'contentSha256'> = {
    format: certificateForm,
    id,
    title,
    requirements,
    subjects,
    claim,
    method: question.method,
    logic,
    assumptions: obligation.assumptions.map(({ name, text, justification, traces }) => {
      return { name, text, justification, traces, needed: neededFrom(need, name) };
    }),
    faithful,
    soundness: soundnessOf(question.method, faithful),
    verdict: finding.verdict,
    why: finding.verdict === 'proved' ? '' : finding.why,
    solver: asked.solver,
    resourceUnitsMaximum: asked.resourceUnits,
    fingerprint: fingerprintOf(obligation, asked.resourceUnits),
    queries,
    witness: witness === undefined ? null : valuesOf(witness),
    counterexample: counterexampleFrom(example),
    conflict: finding.verdict === 'vacuous' ? finding.conflict : conflict,
    invariants: question.method === 'invariant' ? question.invariants.map(({ name, text }) => ({ name, text })) : [],
    models: models.map(valuesOf),
  };
  return { certificate: { ...content, contentSha256: contentDigestOf(content) }, scripts };
}

/**
 * SHA-256 of the canonical JSON of a certificate without its own digest.
 *
 * @implements LLR-PRF-016
 */
export function contentDigestOf(certificate: Omit<ProofCertificate, 'contentSha256'> & { readonly contentSha256?: string }): string {
  const { contentSha256: _, ...content } = certificate;
  return sha256(canonicalJson(content as unknown as Json));
}

/**
 * The text of a query file: what was asked, with the command that asks.
 *
 * @implements LLR-PRF-016
 */
export function queryFileText(script: string): string {
  return `${script}\n(check-sat)\n`;
}

/**
 * The text of a certificate as it is kept.
 *
 * @implements LLR-PRF-016
 */
export function certificateText(certificate: ProofCertificate): string {
  return prettyJson(certificate as unknown as Json);
}

/**
 * SHA-256 over everything of an obligation that a proof rests on: its texts, formulas, question and limits.
 *
 * @implements LLR-PRF-017
 */
export function fingerprintOf(obligation: Obligation, resourceUnits: number): string {
  const { id, title, requirements, subjects, assumptions, claim, question, logic, faithful } = obligation;
  return sha256(
    canonicalJson({
      form: certificateForm,
      id,
      title,
      requirements,
      subjects,
      assumptions: assumptions.map(({ formula, ...texts }) => ({ ...texts, formula: formulaText(formula) })),
      claim,
      question: questionText(question),
      logic,
      faithful,
      resourceUnits,
    } as unknown as Json),
  );
}

function formulaText(...formulas: readonly Truth[]): string {
  return smtLibText(
    'ALL',
    [],
    formulas.map((formula, at) => ({ name: `formula.${at}`, text: '', formula })),
  );
}

function questionText(question: ProofQuestion): Json {
  const { method } = question;
  switch (question.method) {
    case 'valid':
    case 'satisfiable':
      return { method, claim: formulaText(question.claim) };
    case 'optimal': {
      const { objective, optimum, direction } = question;
      return {
        method,
        direction,
        optimum: rationalText(optimum),
        objective: formulaText(equal(objective as typeof objective & { readonly sort: 'Int' }, objective as never)),
      };
    }
    case 'all-models':
      return { method, count: question.count, over: formulaText(...question.over.map((each) => equal(each, each))) };
    case 'equivalent':
      return { method, claim: formulaText(equal(question.left, question.right)) };
    case 'exact-range': {
      const { smallest, largest } = question.range;
      return {
        method,
        range: [`${smallest}`, `${largest}`],
        expressions: formulaText(...question.expressions.map((each) => equal(each, each))),
      };
    }
    case 'bounded':
    case 'invariant': {
      const { system, property } = question;
      const next = system.state.map(({ name }) => system.next[name] ?? truth(false)).map((each) => equal(each, each));
      const more =
        question.method === 'bounded'
          ? { steps: question.steps }
          : { depth: question.depth, invariants: invariantTexts(question.invariants) };
      return {
        method,
        state: system.state as unknown as Json,
        inputs: system.inputs as unknown as Json,
        system: formulaText(system.initial, system.allowed, property, ...next),
        ...more,
      };
    }
    case 'infeasible':
      return { method };
  }
}

function invariantTexts(invariants: readonly { readonly name: string; readonly text: string; readonly formula: Truth }[]): Json {
  return invariants.map(({ name, text, formula }) => ({ name, text, formula: formulaText(formula) }));
}

function valuesOf(model: Model): Readonly<Record<string, string>> {
  return Object.fromEntries([...model].map(([name, value]) => [name, valueKey(value)]));
}

function neededFrom(need: Need | undefined, name: string): boolean | null {
  if (need?.idle.includes(name)) return false;
  return need?.needed.includes(name) ? true : null;
}

function counterexampleFrom(example: Example | undefined): ProofCertificate['counterexample'] {
  if (example === undefined) return null;
  return { values: valuesOf(example.model), words: example.words, replay: example.replay ?? null };
}
