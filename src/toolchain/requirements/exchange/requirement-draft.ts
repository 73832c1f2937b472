import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Requirement } from '../model.js';
import { listOf, type RequirementField, sourcesOf, statusOfWord, verificationMethodOf } from './fields.js';
import { findingOf } from './findings.js';
import type { ExchangeOptions } from './options.js';

/**
 * A requirement with the given members, and empty ones for the rest; the level follows the caller's prefixes first.
 * @implements LLR-IMP-002
 */
export function requirementOf(
  given: Partial<Requirement> & { readonly id: string; readonly place: Place },
  options: ExchangeOptions,
): Requirement {
  return {
    title: '',
    text: '',
    rationale: '',
    module: options.module ?? '',
    parents: [],
    derived: false,
    safetyNote: '',
    verification: [],
    status: 'active',
    sources: [],
    attributes: {},
    ...given,
    level: levelOfPrefix(given.id, options.levels) ?? given.level ?? '',
  };
}

function levelOfPrefix(id: string, levels: ExchangeOptions['levels']): string | undefined {
  let best: string | undefined;
  for (const prefix of Object.keys(levels ?? {})) {
    if (id.startsWith(prefix) && (best === undefined || prefix.length > best.length)) best = prefix;
  }
  return best === undefined ? undefined : levels?.[best];
}

/** Members collected from name-value pairs, and what could not become one. */
export interface DraftRead {
  readonly members: Partial<Requirement>;
  /** Original words that the fields cannot hold, by field name. */
  readonly leftOver: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns field texts into members of a requirement. A status or verification word that the model lacks is also left over, so that nothing is lost.
 * @implements LLR-IMP-002
 */
export function membersOf(values: ReadonlyMap<RequirementField, string>, place: Place): DraftRead {
  const leftOver = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const members: Record<string, unknown> = {};
  for (const [field, value] of values) {
    if (field === 'parents') members[field] = [...new Set(listOf(value))];
    else if (field === 'derived') members[field] = /^(true|yes|1)$/iu.test(value.trim());
    else if (field === 'sources') members[field] = sourcesOf(value);
    else if (field === 'status') {
      members[field] = statusOfWord(value);
      if (value !== '' && value.trim().toLowerCase() !== members[field]) leftOver.set(field, value);
    } else if (field === 'verification') members[field] = methodsOf(value, place, leftOver, diagnostics);
    else members[field] = value;
  }
  return { members: members as Partial<Requirement>, leftOver, diagnostics };
}

function methodsOf(value: string, place: Place, leftOver: Map<string, string>, diagnostics: Diagnostic[]): readonly string[] {
  const methods: string[] = [];
  for (const word of listOf(value)) {
    const method = verificationMethodOf(word);
    if (method === undefined) {
      leftOver.set('verification', value);
      diagnostics.push(
        findingOf({
          code: 'IMP-003',
          severity: 'warning',
          place,
          message: `verification method "${word}" is not known`,
          why: 'a requirement is shown to hold by test, analysis, proof or review',
          fix: 'use one of these words, or map the attribute to another field',
        }),
      );
    } else if (!methods.includes(method)) methods.push(method);
  }
  return methods;
}
