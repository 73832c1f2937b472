/* generated from imported-coverage.schema.json by npm run generate; do not edit */

export type Line = number;
export type Count = number;
/**
 * Test cases that reached it, as far as the file names them.
 */
export type Cases = string[];

/**
 * Structural coverage that another tool measured: the one form that each reader gives and the report, the merge and the record take.
 */
export interface ImportedCoverage {
  format: 'ampel360-coverage/1';
  sources: ImportedSource[];
  files: ImportedFile[];
}
/**
 * A file that was read.
 */
export interface ImportedSource {
  name: string;
  format: 'gcov' | 'llvm' | 'lcov' | 'cobertura' | 'jacoco' | 'istanbul' | 'ampel';
  /**
   * SHA-256 of its text.
   */
  digest: string;
}
export interface ImportedFile {
  path: string;
  /**
   * Folders that the path may be relative to.
   */
  roots: string[];
  /**
   * SHA-256 of the present text, once that was compared.
   */
  digest?: string;
  /**
   * What is counted as a statement.
   */
  unit: 'line' | 'statement';
  statements: ImportedStatement[];
  functions: ImportedFunction[];
  branches: ImportedBranch[];
  decisions: ImportedDecision[];
  unknown: ImportedUnknown[];
}
export interface ImportedStatement {
  line: Line;
  column: Line;
  count: Count;
  /**
   * It was begun, and a part of it was not run.
   */
  isPartial?: true;
  /**
   * MD5 of the text of the line in base64 without padding, as LCOV keeps it.
   */
  checksum?: string;
  cases?: Cases;
}
export interface ImportedFunction {
  name: string;
  line: Line;
  column: Line;
  count: Count;
  cases?: Cases;
}
/**
 * A place where ways part.
 */
export interface ImportedBranch {
  line: Line;
  column: Line;
  /**
   * The function or its instance; empty where the file does not say.
   */
  scope: string;
  what: string;
  ways: ImportedWay[];
  end?: ImportedEnd;
}
export interface ImportedWay {
  what: string;
  count: Count;
  cases?: Cases;
}
/**
 * Where the text of a condition ends that has no record of its independent effect.
 */
export interface ImportedEnd {
  line: Line;
  column: Line;
}
/**
 * A decision with the independent effect of its conditions.
 */
export interface ImportedDecision {
  line: Line;
  column: Line;
  scope: string;
  criterion: 'masking' | 'unique-cause' | 'unstated';
  conditions: ImportedCondition[];
}
export interface ImportedCondition {
  text: string;
  /**
   * Its effect was seen with the value true.
   */
  shownTrue: boolean;
  shownFalse: boolean;
}
/**
 * A measure about which the data says nothing, or not enough.
 */
export interface ImportedUnknown {
  measure: 'statements' | 'entries' | 'decisions' | 'mcdc';
  line: Line;
  why: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const importedCoverageSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:schema:imported-coverage:1",
  "title": "ImportedCoverage",
  "description": "Structural coverage that another tool measured: the one form that each reader gives and the report, the merge and the record take.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "format",
    "sources",
    "files"
  ],
  "properties": {
    "format": {
      "const": "ampel360-coverage/1"
    },
    "sources": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/source"
      }
    },
    "files": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/file"
      }
    }
  },
  "$defs": {
    "source": {
      "title": "ImportedSource",
      "description": "A file that was read.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "format",
        "digest"
      ],
      "properties": {
        "name": {
          "type": "string"
        },
        "format": {
          "enum": [
            "gcov",
            "llvm",
            "lcov",
            "cobertura",
            "jacoco",
            "istanbul",
            "ampel"
          ]
        },
        "digest": {
          "type": "string",
          "description": "SHA-256 of its text."
        }
      }
    },
    "line": {
      "type": "integer",
      "minimum": 1,
      "maximum": 100000000
    },
    "count": {
      "type": "number",
      "minimum": 0,
      "maximum": 9007199254740991
    },
    "cases": {
      "type": "array",
      "items": {
        "type": "string"
      },
      "description": "Test cases that reached it, as far as the file names them."
    },
    "file": {
      "title": "ImportedFile",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "path",
        "roots",
        "unit",
        "statements",
        "functions",
        "branches",
        "decisions",
        "unknown"
      ],
      "properties": {
        "path": {
          "type": "string",
          "minLength": 1
        },
        "roots": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Folders that the path may be relative to."
        },
        "digest": {
          "type": "string",
          "description": "SHA-256 of the present text, once that was compared."
        },
        "unit": {
          "enum": [
            "line",
            "statement"
          ],
          "description": "What is counted as a statement."
        },
        "statements": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/statement"
          }
        },
        "functions": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/function"
          }
        },
        "branches": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/branch"
          }
        },
        "decisions": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/decision"
          }
        },
        "unknown": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/unknown"
          }
        }
      }
    },
    "statement": {
      "title": "ImportedStatement",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "line",
        "column",
        "count"
      ],
      "properties": {
        "line": {
          "$ref": "#/$defs/line"
        },
        "column": {
          "$ref": "#/$defs/line"
        },
        "count": {
          "$ref": "#/$defs/count"
        },
        "isPartial": {
          "const": true,
          "description": "It was begun, and a part of it was not run."
        },
        "checksum": {
          "type": "string",
          "description": "MD5 of the text of the line in base64 without padding, as LCOV keeps it."
        },
        "cases": {
          "$ref": "#/$defs/cases"
        }
      }
    },
    "function": {
      "title": "ImportedFunction",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "line",
        "column",
        "count"
      ],
      "properties": {
        "name": {
          "type": "string"
        },
        "line": {
          "$ref": "#/$defs/line"
        },
        "column": {
          "$ref": "#/$defs/line"
        },
        "count": {
          "$ref": "#/$defs/count"
        },
        "cases": {
          "$ref": "#/$defs/cases"
        }
      }
    },
    "branch": {
      "title": "ImportedBranch",
      "description": "A place where ways part.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "line",
        "column",
        "scope",
        "what",
        "ways"
      ],
      "properties": {
        "line": {
          "$ref": "#/$defs/line"
        },
        "column": {
          "$ref": "#/$defs/line"
        },
        "scope": {
          "type": "string",
          "description": "The function or its instance; empty where the file does not say."
        },
        "what": {
          "type": "string"
        },
        "ways": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/way"
          }
        },
        "end": {
          "$ref": "#/$defs/end"
        }
      }
    },
    "end": {
      "title": "ImportedEnd",
      "description": "Where the text of a condition ends that has no record of its independent effect.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "line",
        "column"
      ],
      "properties": {
        "line": {
          "$ref": "#/$defs/line"
        },
        "column": {
          "$ref": "#/$defs/line"
        }
      }
    },
    "way": {
      "title": "ImportedWay",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "what",
        "count"
      ],
      "properties": {
        "what": {
          "type": "string"
        },
        "count": {
          "$ref": "#/$defs/count"
        },
        "cases": {
          "$ref": "#/$defs/cases"
        }
      }
    },
    "decision": {
      "title": "ImportedDecision",
      "description": "A decision with the independent effect of its conditions.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "line",
        "column",
        "scope",
        "criterion",
        "conditions"
      ],
      "properties": {
        "line": {
          "$ref": "#/$defs/line"
        },
        "column": {
          "$ref": "#/$defs/line"
        },
        "scope": {
          "type": "string"
        },
        "criterion": {
          "enum": [
            "masking",
            "unique-cause",
            "unstated"
          ]
        },
        "conditions": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/condition"
          }
        }
      }
    },
    "condition": {
      "title": "ImportedCondition",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "text",
        "shownTrue",
        "shownFalse"
      ],
      "properties": {
        "text": {
          "type": "string"
        },
        "shownTrue": {
          "type": "boolean",
          "description": "Its effect was seen with the value true."
        },
        "shownFalse": {
          "type": "boolean"
        }
      }
    },
    "unknown": {
      "title": "ImportedUnknown",
      "description": "A measure about which the data says nothing, or not enough.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "measure",
        "line",
        "why"
      ],
      "properties": {
        "measure": {
          "enum": [
            "statements",
            "entries",
            "decisions",
            "mcdc"
          ]
        },
        "line": {
          "$ref": "#/$defs/line"
        },
        "why": {
          "type": "string"
        }
      }
    }
  }
} as const;
