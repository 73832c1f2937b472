/* generated from justification-file.schema.json by npm run generate; do not edit */

/**
 * Records of coverage gaps that stay, each bound to the code that it speaks of.
 */
export interface JustificationFile {
  justifications: JustificationEntry[];
}
export interface JustificationEntry {
  path: string;
  /**
   * Line when it was recorded; for readers, the fingerprint is what counts.
   */
  line: number;
  /**
   * Enclosing unit of code; empty: the file.
   */
  unit: string;
  /**
   * What is not covered, as the report says it.
   */
  gap: string;
  /**
   * Fingerprint of the enclosing unit, without comments and layout.
   */
  code: string;
  /**
   * Of path, unit, its code, the place in it, and the gap.
   */
  fingerprint: string;
  /**
   * DO-178C 6.4.4.3. Only the last three can stay.
   */
  class:
    | 'missing-test'
    | 'missing-requirement'
    | 'extraneous'
    | 'deactivated-never-run'
    | 'deactivated-other-configuration'
    | 'untestable';
  /**
   * Why the gap is of this class and what is done about it.
   */
  argument: string;
  author: string;
  /**
   * Another person than the author; absent: it awaits review and resolves nothing.
   */
  reviewer?: string;
  /**
   * Deactivated code: what keeps it from running, or selects it.
   */
  mechanism?: string;
  /**
   * Code of another configuration: the test cases that verify it there.
   *
   * @minItems 1
   */
  verifiedBy?: [string, ...string[]];
  problemReport?: string;
  /**
   * Revision of the code at which it was recorded.
   */
  baseline?: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const justificationFileSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:coverage-justifications",
  "title": "JustificationFile",
  "description": "Records of coverage gaps that stay, each bound to the code that it speaks of.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "justifications"
  ],
  "properties": {
    "justifications": {
      "type": "array",
      "items": {
        "title": "JustificationEntry",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "path",
          "line",
          "unit",
          "gap",
          "code",
          "fingerprint",
          "class",
          "argument",
          "author"
        ],
        "properties": {
          "path": {
            "type": "string",
            "minLength": 1
          },
          "line": {
            "type": "integer",
            "minimum": 1,
            "description": "Line when it was recorded; for readers, the fingerprint is what counts."
          },
          "unit": {
            "type": "string",
            "description": "Enclosing unit of code; empty: the file."
          },
          "gap": {
            "type": "string",
            "minLength": 1,
            "description": "What is not covered, as the report says it."
          },
          "code": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "Fingerprint of the enclosing unit, without comments and layout."
          },
          "fingerprint": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "Of path, unit, its code, the place in it, and the gap."
          },
          "class": {
            "enum": [
              "missing-test",
              "missing-requirement",
              "extraneous",
              "deactivated-never-run",
              "deactivated-other-configuration",
              "untestable"
            ],
            "description": "DO-178C 6.4.4.3. Only the last three can stay."
          },
          "argument": {
            "type": "string",
            "minLength": 20,
            "description": "Why the gap is of this class and what is done about it."
          },
          "author": {
            "type": "string",
            "minLength": 1
          },
          "reviewer": {
            "type": "string",
            "minLength": 1,
            "description": "Another person than the author; absent: it awaits review and resolves nothing."
          },
          "mechanism": {
            "type": "string",
            "minLength": 10,
            "description": "Deactivated code: what keeps it from running, or selects it."
          },
          "verifiedBy": {
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "string",
              "minLength": 1
            },
            "description": "Code of another configuration: the test cases that verify it there."
          },
          "problemReport": {
            "type": "string",
            "minLength": 1
          },
          "baseline": {
            "type": "string",
            "minLength": 1,
            "description": "Revision of the code at which it was recorded."
          }
        }
      }
    }
  }
} as const;
