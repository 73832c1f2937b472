/* generated from columns.schema.json by npm run generate; do not edit */

/**
 * Title of a column.
 */
export type Column = string;

/**
 * Which column of an interface control document, exported as a table, gives which figure of a message, and in which unit.
 */
export interface AfdxColumns {
  /**
   * Address of this schema, for editors.
   */
  $schema?: string;
  /**
   * Sign between two fields; found from the first row when absent.
   */
  separator?: ',' | ';' | '\t';
  /**
   * Text between two destinations in one field; one space when absent.
   */
  destinationSeparator?: string;
  /**
   * message (when absent): a row is a message; destination: rows with the same name and source are one message with several destinations.
   */
  rows?: 'message' | 'destination';
  columns: ColumnNames;
  units?: ColumnUnits;
  defaults?: ColumnDefaults;
  /**
   * Words of the table for design assurance levels; A to E, and DAL A, DAL-A and so on are known without it.
   */
  criticalities?: {
    [k: string]: 'A' | 'B' | 'C' | 'D' | 'E';
  };
  /**
   * Names of the table for end systems and their identifiers in the topology; an identifier stands for itself.
   */
  endSystems?: {
    [k: string]: string;
  };
}
/**
 * Title of the column of each figure, as it stands in the first row of the table.
 */
export interface ColumnNames {
  name: Column;
  purpose?: Column;
  source: Column;
  destinations: Column;
  size: Column;
  period: Column;
  deadline?: Column;
  criticality?: Column;
  redundancy?: Column;
  advisoryReason?: Column;
}
/**
 * Unit of the numbers in a column: byte, ms and ms when absent. Hz gives the rate instead of the period.
 */
export interface ColumnUnits {
  /**
   * Unit of the sizes.
   */
  size?: 'bit' | 'byte';
  /**
   * Unit of the periods.
   */
  period?: 'us' | 'ms' | 's' | 'Hz';
  /**
   * Unit of the deadlines.
   */
  deadline?: 'us' | 'ms' | 's';
}
/**
 * What holds where a column is not mapped or a field is empty.
 */
export interface ColumnDefaults {
  /**
   * Design assurance level.
   */
  criticality?: 'A' | 'B' | 'C' | 'D' | 'E';
  /**
   * Redundancy level; 2 when absent.
   */
  redundancyLevel?: 1 | 2;
  /**
   * Deadline; the period when absent.
   */
  deadlineMicroseconds?: number;
  /**
   * Why destinations of a higher criticality do not depend on a message.
   */
  advisoryReason?: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const afdxColumnsSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel360:schema:afdx-columns:1",
  "title": "AfdxColumns",
  "description": "Which column of an interface control document, exported as a table, gives which figure of a message, and in which unit.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "columns"
  ],
  "properties": {
    "$schema": {
      "type": "string",
      "description": "Address of this schema, for editors."
    },
    "separator": {
      "type": "string",
      "enum": [
        ",",
        ";",
        "\t"
      ],
      "description": "Sign between two fields; found from the first row when absent."
    },
    "destinationSeparator": {
      "type": "string",
      "minLength": 1,
      "maxLength": 8,
      "description": "Text between two destinations in one field; one space when absent."
    },
    "rows": {
      "type": "string",
      "enum": [
        "message",
        "destination"
      ],
      "description": "message (when absent): a row is a message; destination: rows with the same name and source are one message with several destinations."
    },
    "columns": {
      "title": "ColumnNames",
      "description": "Title of the column of each figure, as it stands in the first row of the table.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "source",
        "destinations",
        "size",
        "period"
      ],
      "properties": {
        "name": {
          "$ref": "#/$defs/column"
        },
        "purpose": {
          "$ref": "#/$defs/column"
        },
        "source": {
          "$ref": "#/$defs/column"
        },
        "destinations": {
          "$ref": "#/$defs/column"
        },
        "size": {
          "$ref": "#/$defs/column"
        },
        "period": {
          "$ref": "#/$defs/column"
        },
        "deadline": {
          "$ref": "#/$defs/column"
        },
        "criticality": {
          "$ref": "#/$defs/column"
        },
        "redundancy": {
          "$ref": "#/$defs/column"
        },
        "advisoryReason": {
          "$ref": "#/$defs/column"
        }
      }
    },
    "units": {
      "title": "ColumnUnits",
      "description": "Unit of the numbers in a column: byte, ms and ms when absent. Hz gives the rate instead of the period.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "size": {
          "type": "string",
          "enum": [
            "bit",
            "byte"
          ],
          "description": "Unit of the sizes."
        },
        "period": {
          "type": "string",
          "enum": [
            "us",
            "ms",
            "s",
            "Hz"
          ],
          "description": "Unit of the periods."
        },
        "deadline": {
          "type": "string",
          "enum": [
            "us",
            "ms",
            "s"
          ],
          "description": "Unit of the deadlines."
        }
      }
    },
    "defaults": {
      "title": "ColumnDefaults",
      "description": "What holds where a column is not mapped or a field is empty.",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "criticality": {
          "type": "string",
          "enum": [
            "A",
            "B",
            "C",
            "D",
            "E"
          ],
          "description": "Design assurance level."
        },
        "redundancyLevel": {
          "type": "integer",
          "enum": [
            1,
            2
          ],
          "description": "Redundancy level; 2 when absent."
        },
        "deadlineMicroseconds": {
          "type": "integer",
          "minimum": 1,
          "maximum": 10000000,
          "description": "Deadline; the period when absent."
        },
        "advisoryReason": {
          "type": "string",
          "minLength": 1,
          "description": "Why destinations of a higher criticality do not depend on a message."
        }
      }
    },
    "criticalities": {
      "type": "object",
      "additionalProperties": {
        "type": "string",
        "enum": [
          "A",
          "B",
          "C",
          "D",
          "E"
        ]
      },
      "description": "Words of the table for design assurance levels; A to E, and DAL A, DAL-A and so on are known without it."
    },
    "endSystems": {
      "type": "object",
      "additionalProperties": {
        "type": "string",
        "minLength": 1
      },
      "description": "Names of the table for end systems and their identifiers in the topology; an identifier stands for itself."
    }
  },
  "$defs": {
    "column": {
      "type": "string",
      "minLength": 1,
      "description": "Title of a column."
    }
  }
} as const;
