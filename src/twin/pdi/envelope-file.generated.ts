/* generated from envelope-file.schema.json by npm run generate; do not edit */

/**
 * For which parameter data an executable was verified: structures with their fingerprints, and what its code needs of their values.
 */
export interface EnvelopeFile {
  /**
   * Name of the program that loads the data.
   */
  executable: string;
  /**
   * Version of the program.
   */
  version: string;
  /**
   * Structures that it loads.
   *
   * @minItems 1
   * @maxItems 256
   */
  accepts: [AcceptedStructure, ...AcceptedStructure[]];
}
/**
 * One structure that the program loads.
 */
export interface AcceptedStructure {
  /**
   * Name of the structure.
   */
  structure: string;
  /**
   * Version that the program was verified with.
   */
  version: string;
  /**
   * First 12 bytes of the SHA-256 of its meaning, as in each image.
   */
  fingerprint: string;
  /**
   * What the code needs of the values: each permitted table is proved to give it.
   *
   * @minItems 1
   * @maxItems 256
   */
  needs: [NeedForm, ...NeedForm[]];
}
/**
 * A statement that the code relies on, in the form of constraints.
 */
export interface NeedForm {
  /**
   * Name of the need.
   */
  id: string;
  /**
   * What the code relies on, in words.
   */
  text: string;
  /**
   * Requirements of the code that relies on it.
   *
   * @minItems 1
   */
  trace: [string, ...string[]];
  /**
   * List of the root whose elements the statement is about, each alone.
   */
  each?: string;
  /**
   * Operator and operands, as in constraints of structures.
   *
   * @minItems 2
   */
  holds: [unknown, unknown, ...unknown[]];
}

/** The schema itself (JSON Schema 2020-12). */
export const envelopeFileSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:pdi-envelope:v1",
  "title": "EnvelopeFile",
  "description": "For which parameter data an executable was verified: structures with their fingerprints, and what its code needs of their values.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "executable",
    "version",
    "accepts"
  ],
  "properties": {
    "executable": {
      "type": "string",
      "minLength": 1,
      "maxLength": 80,
      "description": "Name of the program that loads the data."
    },
    "version": {
      "type": "string",
      "maxLength": 20,
      "description": "Version of the program."
    },
    "accepts": {
      "type": "array",
      "minItems": 1,
      "maxItems": 256,
      "items": {
        "$ref": "#/$defs/accepted"
      },
      "description": "Structures that it loads."
    }
  },
  "$defs": {
    "accepted": {
      "title": "AcceptedStructure",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "structure",
        "version",
        "fingerprint",
        "needs"
      ],
      "description": "One structure that the program loads.",
      "properties": {
        "structure": {
          "type": "string",
          "minLength": 1,
          "description": "Name of the structure."
        },
        "version": {
          "type": "string",
          "maxLength": 20,
          "description": "Version that the program was verified with."
        },
        "fingerprint": {
          "type": "string",
          "pattern": "^[0-9a-f]{24}$",
          "description": "First 12 bytes of the SHA-256 of its meaning, as in each image."
        },
        "needs": {
          "type": "array",
          "minItems": 1,
          "maxItems": 256,
          "items": {
            "$ref": "#/$defs/need"
          },
          "description": "What the code needs of the values: each permitted table is proved to give it."
        }
      }
    },
    "need": {
      "title": "NeedForm",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "text",
        "trace",
        "holds"
      ],
      "description": "A statement that the code relies on, in the form of constraints.",
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[a-z][a-z0-9-]{0,59}$",
          "description": "Name of the need."
        },
        "text": {
          "type": "string",
          "minLength": 1,
          "description": "What the code relies on, in words."
        },
        "trace": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "string",
            "pattern": "^[A-Z]+-[A-Z]+-[0-9]{3}$"
          },
          "description": "Requirements of the code that relies on it."
        },
        "each": {
          "type": "string",
          "minLength": 1,
          "description": "List of the root whose elements the statement is about, each alone."
        },
        "holds": {
          "type": "array",
          "minItems": 2,
          "description": "Operator and operands, as in constraints of structures."
        }
      }
    }
  }
} as const;
