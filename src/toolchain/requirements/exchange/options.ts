import type { RequirementField } from './fields.js';

/** One file as the caller read it; the path is relative to the project root with forward slashes. */
export interface ExchangeFile {
  readonly path: string;
  readonly text: string;
}

/** What a caller may set for any reader. */
export interface ExchangeOptions {
  /** Module code given to each requirement; without it the format's own grouping is used, where it has one. */
  readonly module?: string;
  /** Level by id prefix, such as `{ 'HLR-': 'high-level' }`; the longest prefix that fits wins over the format's own level. */
  readonly levels?: Readonly<Record<string, string>>;
  /** ReqIF attribute name or CSV column to requirement field, added to the defaults of the format. */
  readonly fields?: Readonly<Record<string, RequirementField>>;
  /** ReqIF: which end of a relation is the parent. The default reads "source refines target". */
  readonly parentEnd?: 'target' | 'source';
  /** ReqIF: LONG-NAMEs of the relation types that mean "has parent"; all of them when absent. */
  readonly parentRelations?: readonly string[];
  /** CSV: the separator, one character; a comma when absent. */
  readonly separator?: string;
}
