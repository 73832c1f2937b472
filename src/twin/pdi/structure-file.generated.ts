/* generated from structure-file.schema.json by npm run generate; do not edit */

/**
 * Requirements that ask for the element.
 *
 * @minItems 1
 */
export type Trace = [string, ...string[]];

/**
 * Structure of one kind of parameter data item: itself a JSON Schema of the values, with members x-… that say how they stand in an image and what they are traced to.
 */
export interface StructureFile {
  /**
   * The values follow JSON Schema 2020-12.
   */
  $schema: 'https://json-schema.org/draft/2020-12/schema';
  /**
   * Name of the generated type.
   */
  title: string;
  /**
   * What the table is for.
   */
  description: string;
  'x-structure': StructureIdentity;
  'x-trace': Trace;
  /**
   * What must hold between elements.
   *
   * @maxItems 256
   */
  'x-constraints'?: ConstraintForm[];
  /**
   * The values are an object.
   */
  type: 'object';
  /**
   * Unknown values are refused.
   */
  additionalProperties: false;
  /**
   * Each property: nothing has a default.
   */
  required: string[];
  properties: FieldForms;
}
/**
 * Identity of the structure, carried in each image.
 */
export interface StructureIdentity {
  /**
   * Number of the structure.
   */
  id: number;
  /**
   * Version major.minor.patch of the structure.
   */
  version: string;
}
/**
 * A statement that holds for each permitted set of values.
 */
export interface ConstraintForm {
  /**
   * Name of the constraint.
   */
  id: string;
  /**
   * What must hold, in words.
   */
  text: string;
  trace: Trace;
  /**
   * List of the root whose elements the statement is about, each alone; fields are then those of the element.
   */
  each?: string;
  /**
   * No two elements of a list of the root have the same values in these fields.
   */
  unique?: {
    /**
     * The list.
     */
    list: string;
    /**
     * Fields of its elements.
     *
     * @minItems 1
     * @maxItems 8
     */
    by:
      | [string]
      | [string, string]
      | [string, string, string]
      | [string, string, string, string]
      | [string, string, string, string, string]
      | [string, string, string, string, string, string]
      | [string, string, string, string, string, string, string]
      | [string, string, string, string, string, string, string, string];
  };
  /**
   * Operator and operands: ["at-most", a, b], ["sum", …], ["total", list, field]; a number is text, a field is {"field": path}.
   *
   * @minItems 2
   */
  holds?: [unknown, unknown, ...unknown[]];
}
/**
 * Fields in the order in which they stand in an image.
 */
export interface FieldForms {
  [k: string]: FieldForm;
}
/**
 * One field.
 */
export interface FieldForm {
  /**
   * Form of the value.
   */
  type: 'integer' | 'number' | 'string' | 'boolean' | 'array' | 'object';
  /**
   * What the value means.
   */
  description: string;
  /**
   * Least value, in the unit.
   */
  minimum?: number;
  /**
   * Largest value, in the unit.
   */
  maximum?: number;
  /**
   * Names of a choice.
   *
   * @minItems 1
   * @maxItems 255
   */
  enum?: [string, ...string[]];
  /**
   * Least length of a text.
   */
  minLength?: number;
  /**
   * Largest length of a text.
   */
  maxLength?: number;
  /**
   * Least number of elements of a list.
   */
  minItems?: number;
  /**
   * Largest number of elements of a list.
   */
  maxItems?: number;
  items?: FieldForm;
  /**
   * Unknown values are refused.
   */
  additionalProperties?: false;
  /**
   * Each property: nothing has a default.
   */
  required?: string[];
  properties?: FieldForms;
  /**
   * How the value stands in an image.
   */
  'x-encoding'?: 'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32' | 'text' | 'bytes';
  /**
   * One step of a fixed-point number, in the unit.
   */
  'x-scale'?: string;
  /**
   * Unit of a number.
   */
  'x-unit'?: string;
  /**
   * Byte of each name of a choice.
   *
   * @minItems 1
   * @maxItems 255
   */
  'x-codes'?: [number, ...number[]];
  'x-trace'?: Trace;
}

/** The schema itself (JSON Schema 2020-12). */
export const structureFileSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:pdi-structure:v1",
  "title": "StructureFile",
  "description": "Structure of one kind of parameter data item: itself a JSON Schema of the values, with members x-… that say how they stand in an image and what they are traced to.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "$schema",
    "title",
    "description",
    "x-structure",
    "x-trace",
    "type",
    "additionalProperties",
    "required",
    "properties"
  ],
  "properties": {
    "$schema": {
      "const": "https://json-schema.org/draft/2020-12/schema",
      "description": "The values follow JSON Schema 2020-12."
    },
    "title": {
      "type": "string",
      "pattern": "^[A-Z][A-Za-z0-9]{0,39}$",
      "description": "Name of the generated type."
    },
    "description": {
      "type": "string",
      "minLength": 1,
      "description": "What the table is for."
    },
    "x-structure": {
      "title": "StructureIdentity",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "version"
      ],
      "description": "Identity of the structure, carried in each image.",
      "properties": {
        "id": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "description": "Number of the structure."
        },
        "version": {
          "type": "string",
          "maxLength": 20,
          "description": "Version major.minor.patch of the structure."
        }
      }
    },
    "x-trace": {
      "$ref": "#/$defs/trace"
    },
    "x-constraints": {
      "type": "array",
      "maxItems": 256,
      "items": {
        "$ref": "#/$defs/constraint"
      },
      "description": "What must hold between elements."
    },
    "type": {
      "const": "object",
      "description": "The values are an object."
    },
    "additionalProperties": {
      "const": false,
      "description": "Unknown values are refused."
    },
    "required": {
      "type": "array",
      "items": {
        "type": "string"
      },
      "description": "Each property: nothing has a default."
    },
    "properties": {
      "$ref": "#/$defs/fields"
    }
  },
  "$defs": {
    "trace": {
      "type": "array",
      "minItems": 1,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "pattern": "^[A-Z]+-[A-Z]+-[0-9]{3}$"
      },
      "description": "Requirements that ask for the element."
    },
    "fields": {
      "title": "FieldForms",
      "type": "object",
      "minProperties": 1,
      "maxProperties": 256,
      "propertyNames": {
        "pattern": "^[a-z][A-Za-z0-9]{0,59}$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/field"
      },
      "description": "Fields in the order in which they stand in an image."
    },
    "field": {
      "title": "FieldForm",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "type",
        "description"
      ],
      "description": "One field.",
      "properties": {
        "type": {
          "enum": [
            "integer",
            "number",
            "string",
            "boolean",
            "array",
            "object"
          ],
          "description": "Form of the value."
        },
        "description": {
          "type": "string",
          "minLength": 1,
          "description": "What the value means."
        },
        "minimum": {
          "type": "number",
          "description": "Least value, in the unit."
        },
        "maximum": {
          "type": "number",
          "description": "Largest value, in the unit."
        },
        "enum": {
          "type": "array",
          "minItems": 1,
          "maxItems": 255,
          "items": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$"
          },
          "description": "Names of a choice."
        },
        "minLength": {
          "type": "integer",
          "minimum": 0,
          "maximum": 255,
          "description": "Least length of a text."
        },
        "maxLength": {
          "type": "integer",
          "minimum": 1,
          "maximum": 255,
          "description": "Largest length of a text."
        },
        "minItems": {
          "type": "integer",
          "minimum": 0,
          "maximum": 65535,
          "description": "Least number of elements of a list."
        },
        "maxItems": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535,
          "description": "Largest number of elements of a list."
        },
        "items": {
          "$ref": "#/$defs/field"
        },
        "additionalProperties": {
          "const": false,
          "description": "Unknown values are refused."
        },
        "required": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Each property: nothing has a default."
        },
        "properties": {
          "$ref": "#/$defs/fields"
        },
        "x-encoding": {
          "enum": [
            "u8",
            "u16",
            "u32",
            "i8",
            "i16",
            "i32",
            "text",
            "bytes"
          ],
          "description": "How the value stands in an image."
        },
        "x-scale": {
          "type": "string",
          "pattern": "^1(/[1-9][0-9]{0,9})?$",
          "description": "One step of a fixed-point number, in the unit."
        },
        "x-unit": {
          "type": "string",
          "minLength": 1,
          "maxLength": 20,
          "description": "Unit of a number."
        },
        "x-codes": {
          "type": "array",
          "minItems": 1,
          "maxItems": 255,
          "uniqueItems": true,
          "items": {
            "type": "integer",
            "minimum": 0,
            "maximum": 255
          },
          "description": "Byte of each name of a choice."
        },
        "x-trace": {
          "$ref": "#/$defs/trace"
        }
      }
    },
    "constraint": {
      "title": "ConstraintForm",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "text",
        "trace"
      ],
      "description": "A statement that holds for each permitted set of values.",
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[a-z][a-z0-9-]{0,59}$",
          "description": "Name of the constraint."
        },
        "text": {
          "type": "string",
          "minLength": 1,
          "description": "What must hold, in words."
        },
        "trace": {
          "$ref": "#/$defs/trace"
        },
        "each": {
          "type": "string",
          "minLength": 1,
          "description": "List of the root whose elements the statement is about, each alone; fields are then those of the element."
        },
        "unique": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "list",
            "by"
          ],
          "description": "No two elements of a list of the root have the same values in these fields.",
          "properties": {
            "list": {
              "type": "string",
              "minLength": 1,
              "description": "The list."
            },
            "by": {
              "type": "array",
              "minItems": 1,
              "maxItems": 8,
              "items": {
                "type": "string"
              },
              "description": "Fields of its elements."
            }
          }
        },
        "holds": {
          "type": "array",
          "minItems": 2,
          "description": "Operator and operands: [\"at-most\", a, b], [\"sum\", …], [\"total\", list, field]; a number is text, a field is {\"field\": path}."
        }
      }
    }
  }
} as const;
