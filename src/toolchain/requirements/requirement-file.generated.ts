/* generated from requirement-file.schema.json by npm run generate; do not edit */

/**
 * Requirements of one module at one level.
 */
export interface RequirementFile {
  /**
   * Module code, such as AFDX.
   */
  module: string;
  /**
   * Name of one of the levels in ampel.config.yaml.
   */
  level: string;
  requirements: RequirementEntry[];
}
export interface RequirementEntry {
  /**
   * Unique in the project, literal, never reused.
   */
  id: string;
  title: string;
  /**
   * One sentence with one shall.
   */
  text: string;
  /**
   * Why it must hold.
   */
  rationale?: string;
  /**
   * Requirements that this one refines.
   */
  parents?: string[];
  /**
   * True when no parent asks for it; then rationale and safety are needed.
   */
  derived?: boolean;
  /**
   * Derived requirements: the effect on safety, as told to the safety assessment.
   */
  safety?: string;
  /**
   * How it is shown to hold; each method named needs evidence.
   *
   * @minItems 1
   */
  verification: ['test' | 'analysis' | 'proof' | 'review', ...('test' | 'analysis' | 'proof' | 'review')[]];
  /**
   * planned: for a later baseline, counted and never green.
   */
  status: 'active' | 'planned';
  source?: SourceEntry[];
  /**
   * Anything else, as text.
   */
  attributes?: {
    [k: string]: string;
  };
}
export interface SourceEntry {
  document: string;
  /**
   * First and last line, counted from 1.
   */
  lines?: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const requirementFileSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:requirement-file",
  "title": "RequirementFile",
  "description": "Requirements of one module at one level.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "module",
    "level",
    "requirements"
  ],
  "properties": {
    "module": {
      "type": "string",
      "pattern": "^[A-Z][A-Z0-9]*$",
      "description": "Module code, such as AFDX."
    },
    "level": {
      "type": "string",
      "minLength": 1,
      "description": "Name of one of the levels in ampel.config.yaml."
    },
    "requirements": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/requirementEntry"
      }
    }
  },
  "$defs": {
    "requirementEntry": {
      "title": "RequirementEntry",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "title",
        "text",
        "verification",
        "status"
      ],
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z][A-Za-z0-9_.~:-]*$",
          "description": "Unique in the project, literal, never reused."
        },
        "title": {
          "type": "string",
          "not": {
            "const": ""
          }
        },
        "text": {
          "type": "string",
          "not": {
            "const": ""
          },
          "description": "One sentence with one shall."
        },
        "rationale": {
          "type": "string",
          "description": "Why it must hold."
        },
        "parents": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "uniqueItems": true,
          "description": "Requirements that this one refines."
        },
        "derived": {
          "type": "boolean",
          "description": "True when no parent asks for it; then rationale and safety are needed."
        },
        "safety": {
          "type": "string",
          "description": "Derived requirements: the effect on safety, as told to the safety assessment."
        },
        "verification": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "enum": [
              "test",
              "analysis",
              "proof",
              "review"
            ]
          },
          "description": "How it is shown to hold; each method named needs evidence."
        },
        "status": {
          "enum": [
            "active",
            "planned"
          ],
          "description": "planned: for a later baseline, counted and never green."
        },
        "source": {
          "type": "array",
          "items": {
            "title": "SourceEntry",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "document"
            ],
            "properties": {
              "document": {
                "type": "string",
                "minLength": 1
              },
              "lines": {
                "type": "string",
                "pattern": "^$|^[0-9]+(-[0-9]+)?$",
                "description": "First and last line, counted from 1."
              }
            }
          }
        },
        "attributes": {
          "type": "object",
          "additionalProperties": {
            "type": "string"
          },
          "description": "Anything else, as text."
        }
      }
    }
  }
} as const;
