/* generated from data-file.schema.json by npm run generate; do not edit */

/**
 * Source of one parameter data item: its identity, its values, and where each of them comes from.
 */
export interface DataFile {
  /**
   * Name of the structure file, without folder and ending.
   */
  structure: string;
  /**
   * Version of the structure that the values were written for.
   */
  structureVersion: string;
  item: ItemIdentity;
  /**
   * The values, as the structure says.
   */
  values: {};
  /**
   * Where the values come from.
   *
   * @maxItems 65536
   */
  basis: Basis[];
}
/**
 * Identity of the item, carried in its image.
 */
export interface ItemIdentity {
  /**
   * Number of the parameter data item.
   */
  id: number;
  /**
   * Version major.minor.patch of the content.
   */
  version: string;
  /**
   * Number of the release; a loader takes no smaller one than it holds.
   */
  sequence: number;
  /**
   * Day of the release, stated by who releases it; no clock is read.
   */
  date: string;
}
/**
 * Where some elements come from: a passage of a source document, a configuration item, or an assumption.
 */
export interface Basis {
  /**
   * JSON pointer below values; * stands for each index.
   */
  elements: string;
  /**
   * Name of the source document.
   */
  document?: string;
  /**
   * Line of the passage.
   */
  line?: number;
  /**
   * The passage, in which the value stands.
   */
  quote?: string;
  /**
   * The value as it stands in the quote.
   */
  said?: string;
  /**
   * What the number in the quote is multiplied by to be in the unit of the field; 1 when absent.
   */
  factor?: string;
  /**
   * File that a consistency rule compares the elements with.
   */
  configurationItem?: string;
  /**
   * Why this value, when no source gives it.
   */
  assumption?: string;
  /**
   * What other passages say, and why this one holds.
   */
  conflict?: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const dataFileSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:pdi-data:v1",
  "title": "DataFile",
  "description": "Source of one parameter data item: its identity, its values, and where each of them comes from.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "structure",
    "structureVersion",
    "item",
    "values",
    "basis"
  ],
  "properties": {
    "structure": {
      "type": "string",
      "pattern": "^[a-z][a-z0-9-]{0,59}$",
      "description": "Name of the structure file, without folder and ending."
    },
    "structureVersion": {
      "type": "string",
      "maxLength": 20,
      "description": "Version of the structure that the values were written for."
    },
    "item": {
      "title": "ItemIdentity",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "version",
        "sequence",
        "date"
      ],
      "description": "Identity of the item, carried in its image.",
      "properties": {
        "id": {
          "type": "integer",
          "minimum": 1,
          "maximum": 4294967295,
          "description": "Number of the parameter data item."
        },
        "version": {
          "type": "string",
          "maxLength": 20,
          "description": "Version major.minor.patch of the content."
        },
        "sequence": {
          "type": "integer",
          "minimum": 1,
          "maximum": 4294967295,
          "description": "Number of the release; a loader takes no smaller one than it holds."
        },
        "date": {
          "type": "string",
          "pattern": "^2[01][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
          "description": "Day of the release, stated by who releases it; no clock is read."
        }
      }
    },
    "values": {
      "type": "object",
      "description": "The values, as the structure says."
    },
    "basis": {
      "type": "array",
      "maxItems": 65536,
      "items": {
        "$ref": "#/$defs/basis"
      },
      "description": "Where the values come from."
    }
  },
  "$defs": {
    "basis": {
      "title": "Basis",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "elements"
      ],
      "description": "Where some elements come from: a passage of a source document, a configuration item, or an assumption.",
      "properties": {
        "elements": {
          "type": "string",
          "pattern": "^(/[A-Za-z0-9*]+)+$",
          "description": "JSON pointer below values; * stands for each index."
        },
        "document": {
          "type": "string",
          "minLength": 1,
          "description": "Name of the source document."
        },
        "line": {
          "type": "integer",
          "minimum": 1,
          "description": "Line of the passage."
        },
        "quote": {
          "type": "string",
          "minLength": 1,
          "description": "The passage, in which the value stands."
        },
        "said": {
          "type": "string",
          "minLength": 1,
          "maxLength": 80,
          "description": "The value as it stands in the quote."
        },
        "factor": {
          "type": "string",
          "pattern": "^[0-9]+(/[1-9][0-9]*|[.][0-9]+)?$",
          "description": "What the number in the quote is multiplied by to be in the unit of the field; 1 when absent."
        },
        "configurationItem": {
          "type": "string",
          "minLength": 1,
          "description": "File that a consistency rule compares the elements with."
        },
        "assumption": {
          "type": "string",
          "minLength": 1,
          "description": "Why this value, when no source gives it."
        },
        "conflict": {
          "type": "string",
          "minLength": 1,
          "description": "What other passages say, and why this one holds."
        }
      }
    }
  }
} as const;
