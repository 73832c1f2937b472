/* generated from config.schema.json by npm run generate; do not edit */

/**
 * Where things are in a project, what its levels ask for, and what its gate accepts.
 */
export interface ProjectConfig {
  project: string;
  /**
   * From the top down.
   *
   * @minItems 1
   */
  levels: [LevelEntry, ...LevelEntry[]];
  /**
   * Module code → title for people.
   */
  modules?: {
    [k: string]: string;
  };
  /**
   * @minItems 1
   */
  requirements: [RequirementInput, ...RequirementInput[]];
  /**
   * File that lists the source documents and the lines left out with a reason.
   */
  sources?: string;
  code?: CodeInput;
  /**
   * Data files under configuration control that implement requirements.
   */
  configurationItems?: ConfigurationItemEntry[];
  tests?: TestInput;
  /**
   * Verification procedures that can be run, each leaving evidence records.
   */
  procedures?: ProcedureEntry[];
  /**
   * Where proof obligations come from.
   *
   * @minItems 1
   */
  proofs?: [ProofEntry, ...ProofEntry[]];
  /**
   * Review files: evidence of the method review, under version control.
   *
   * @minItems 1
   */
  reviews?: [string, ...string[]];
  coverage?: CoverageEntry;
  gate?: GateEntry;
}
export interface LevelEntry {
  name: string;
  /**
   * For people; the name when absent.
   */
  title?: string;
  /**
   * Levels a parent may have. Empty: this level is a top.
   */
  parents?: string[];
  /**
   * An active requirement needs a child requirement.
   */
  refined?: boolean;
  /**
   * An active requirement needs code that implements it.
   */
  code?: boolean;
  /**
   * Kinds of test case that a requirement verified by test needs.
   */
  cases?: ('normal' | 'robustness')[];
  /**
   * A verification method may be satisfied by the requirements that refine this one.
   */
  evidenceFromChildren?: boolean;
}
export interface RequirementInput {
  /**
   * @minItems 1
   */
  paths: [string, ...string[]];
  format?: 'ampel' | 'openfasttrace' | 'doorstop' | 'strictdoc' | 'reqif' | 'csv';
  /**
   * Level name in the file, or id prefix → level name here.
   */
  levels?: {
    [k: string]: string;
  };
  /**
   * Requirement field → column or attribute name in the file.
   */
  columns?: {
    [k: string]: string;
  };
  /**
   * Module code for formats that have none.
   */
  module?: string;
  separator?: string;
  /**
   * Methods for requirements whose format names none.
   */
  verification?: ('test' | 'analysis' | 'proof' | 'review')[];
}
export interface CodeInput {
  paths: string[];
  exclude?: string[];
  /**
   * exported: each exported unit needs a requirement; tagged: only tags are read.
   */
  units?: 'exported' | 'tagged';
}
export interface ConfigurationItemEntry {
  path: string;
  /**
   * @minItems 1
   */
  implements: [string, ...string[]];
}
export interface TestInput {
  paths: string[];
  exclude?: string[];
  /**
   * Regular expression of a test case id.
   */
  caseIds?: string;
}
export interface ProcedureEntry {
  id: string;
  method: 'test' | 'analysis' | 'proof' | 'review';
  /**
   * Program and arguments; no shell. Absent: results come from elsewhere, see ampel record.
   *
   * @minItems 1
   */
  command?: [string, ...string[]];
  /**
   * Procedure files. When given, each has its own record and only those with changed inputs run, appended to the command.
   */
  files?: string[];
  /**
   * Files that a result depends on, beside the procedure and what it imports.
   */
  inputs?: string[];
  results: ResultsEntry;
  /**
   * Files that the command writes as part of its evidence, such as certificates and proofs; they are kept with the record and come into the package.
   */
  products?: string[];
  /**
   * Format findings: requirements that the procedure verifies when it ends with exit code 0.
   */
  requirements?: string[];
  /**
   * Package whose version is recorded; default: the command's program.
   */
  tool?: string;
  timeoutSeconds?: number;
}
export interface ResultsEntry {
  /**
   * tap, junit: results of test cases. findings: the exit code and the findings written. proofs: the list of a campaign of ampel prove.
   */
  format: 'tap' | 'junit' | 'findings' | 'proofs';
  /**
   * Files the command writes; absent: standard output.
   */
  paths?: string[];
}
export interface ProofEntry {
  /**
   * JavaScript module that exports proofObligations(inputs): the obligations for the texts of the inputs.
   */
  module: string;
  /**
   * Files that are handed over, in this order; patterns are not expanded.
   */
  inputs: string[];
}
/**
 * Structural coverage: which code is measured at which level, and by the runs of which procedures.
 */
export interface CoverageEntry {
  /**
   * Procedures of method test whose runs are measured.
   *
   * @minItems 1
   */
  procedures: [string, ...string[]];
  /**
   * @minItems 1
   */
  components: [CoverageComponent, ...CoverageComponent[]];
  /**
   * Files that belong to no component although a pattern matches them.
   */
  exclude?: string[];
  /**
   * CAST-10 to the letter: a comparison without Boolean operator is a decision as well.
   */
  literal?: boolean;
  /**
   * File with the reviewed records of gaps that stay; ampel coverage justify writes it.
   */
  justifications?: string;
}
export interface CoverageComponent {
  name: string;
  /**
   * @minItems 1
   */
  paths: [string, ...string[]];
  /**
   * Software level: A statements, decisions and MC/DC; B statements and decisions; C statements; D none.
   */
  level: 'A' | 'B' | 'C' | 'D';
  /**
   * false: gaps are shown as not yet enforced and do not turn the gate red; never as met.
   */
  enforce?: boolean;
}
export interface GateEntry {
  warningsMaximum?: number;
  /**
   * Trace links that no person has accepted, at most; absent: they are only noted.
   */
  unreviewedLinksMaximum?: number;
  /**
   * Rule code → severity.
   */
  severities?: {
    [k: string]: 'error' | 'warning' | 'note' | 'off';
  };
  exceptions?: ExceptionEntry[];
}
export interface ExceptionEntry {
  rule: string;
  subject: string;
  reason: string;
  owner: string;
  expires: string;
}

/** The schema itself (JSON Schema 2020-12). */
export const projectConfigSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:ampel:config",
  "title": "ProjectConfig",
  "description": "Where things are in a project, what its levels ask for, and what its gate accepts.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "project",
    "levels",
    "requirements"
  ],
  "properties": {
    "project": {
      "type": "string",
      "minLength": 1
    },
    "levels": {
      "type": "array",
      "minItems": 1,
      "description": "From the top down.",
      "items": {
        "title": "LevelEntry",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1
          },
          "title": {
            "type": "string",
            "description": "For people; the name when absent."
          },
          "parents": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Levels a parent may have. Empty: this level is a top."
          },
          "refined": {
            "type": "boolean",
            "description": "An active requirement needs a child requirement."
          },
          "code": {
            "type": "boolean",
            "description": "An active requirement needs code that implements it."
          },
          "cases": {
            "type": "array",
            "uniqueItems": true,
            "items": {
              "enum": [
                "normal",
                "robustness"
              ]
            },
            "description": "Kinds of test case that a requirement verified by test needs."
          },
          "evidenceFromChildren": {
            "type": "boolean",
            "description": "A verification method may be satisfied by the requirements that refine this one."
          }
        }
      }
    },
    "modules": {
      "type": "object",
      "additionalProperties": {
        "type": "string",
        "minLength": 1
      },
      "description": "Module code → title for people."
    },
    "requirements": {
      "type": "array",
      "minItems": 1,
      "items": {
        "title": "RequirementInput",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "paths"
        ],
        "properties": {
          "paths": {
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "string"
            }
          },
          "format": {
            "enum": [
              "ampel",
              "openfasttrace",
              "doorstop",
              "strictdoc",
              "reqif",
              "csv"
            ]
          },
          "levels": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            },
            "description": "Level name in the file, or id prefix → level name here."
          },
          "columns": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            },
            "description": "Requirement field → column or attribute name in the file."
          },
          "module": {
            "type": "string",
            "description": "Module code for formats that have none."
          },
          "separator": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1
          },
          "verification": {
            "type": "array",
            "items": {
              "enum": [
                "test",
                "analysis",
                "proof",
                "review"
              ]
            },
            "description": "Methods for requirements whose format names none."
          }
        }
      }
    },
    "sources": {
      "type": "string",
      "description": "File that lists the source documents and the lines left out with a reason."
    },
    "code": {
      "title": "CodeInput",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "paths"
      ],
      "properties": {
        "paths": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "exclude": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "units": {
          "enum": [
            "exported",
            "tagged"
          ],
          "description": "exported: each exported unit needs a requirement; tagged: only tags are read."
        }
      }
    },
    "configurationItems": {
      "type": "array",
      "description": "Data files under configuration control that implement requirements.",
      "items": {
        "title": "ConfigurationItemEntry",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "path",
          "implements"
        ],
        "properties": {
          "path": {
            "type": "string",
            "minLength": 1
          },
          "implements": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": {
              "type": "string"
            }
          }
        }
      }
    },
    "tests": {
      "title": "TestInput",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "paths"
      ],
      "properties": {
        "paths": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "exclude": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "caseIds": {
          "type": "string",
          "format": "regex",
          "description": "Regular expression of a test case id."
        }
      }
    },
    "procedures": {
      "type": "array",
      "description": "Verification procedures that can be run, each leaving evidence records.",
      "items": {
        "title": "ProcedureEntry",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "method",
          "results"
        ],
        "properties": {
          "id": {
            "type": "string",
            "pattern": "^[a-z][a-z0-9-]*$"
          },
          "method": {
            "enum": [
              "test",
              "analysis",
              "proof",
              "review"
            ]
          },
          "command": {
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "string"
            },
            "description": "Program and arguments; no shell. Absent: results come from elsewhere, see ampel record."
          },
          "files": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Procedure files. When given, each has its own record and only those with changed inputs run, appended to the command."
          },
          "inputs": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Files that a result depends on, beside the procedure and what it imports."
          },
          "results": {
            "title": "ResultsEntry",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "format"
            ],
            "properties": {
              "format": {
                "enum": [
                  "tap",
                  "junit",
                  "findings",
                  "proofs"
                ],
                "description": "tap, junit: results of test cases. findings: the exit code and the findings written. proofs: the list of a campaign of ampel prove."
              },
              "paths": {
                "type": "array",
                "items": {
                  "type": "string"
                },
                "description": "Files the command writes; absent: standard output."
              }
            }
          },
          "products": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Files that the command writes as part of its evidence, such as certificates and proofs; they are kept with the record and come into the package."
          },
          "requirements": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Format findings: requirements that the procedure verifies when it ends with exit code 0."
          },
          "tool": {
            "type": "string",
            "description": "Package whose version is recorded; default: the command's program."
          },
          "timeoutSeconds": {
            "type": "integer",
            "minimum": 1
          }
        }
      }
    },
    "proofs": {
      "type": "array",
      "minItems": 1,
      "description": "Where proof obligations come from.",
      "items": {
        "title": "ProofEntry",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "module",
          "inputs"
        ],
        "properties": {
          "module": {
            "type": "string",
            "minLength": 1,
            "description": "JavaScript module that exports proofObligations(inputs): the obligations for the texts of the inputs."
          },
          "inputs": {
            "type": "array",
            "items": {
              "type": "string",
              "minLength": 1
            },
            "description": "Files that are handed over, in this order; patterns are not expanded."
          }
        }
      }
    },
    "reviews": {
      "type": "array",
      "minItems": 1,
      "items": {
        "type": "string"
      },
      "description": "Review files: evidence of the method review, under version control."
    },
    "coverage": {
      "title": "CoverageEntry",
      "description": "Structural coverage: which code is measured at which level, and by the runs of which procedures.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "procedures",
        "components"
      ],
      "properties": {
        "procedures": {
          "type": "array",
          "minItems": 1,
          "uniqueItems": true,
          "items": {
            "type": "string"
          },
          "description": "Procedures of method test whose runs are measured."
        },
        "components": {
          "type": "array",
          "minItems": 1,
          "items": {
            "title": "CoverageComponent",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "name",
              "paths",
              "level"
            ],
            "properties": {
              "name": {
                "type": "string",
                "pattern": "^[A-Za-z0-9][A-Za-z0-9 ._-]*$"
              },
              "paths": {
                "type": "array",
                "minItems": 1,
                "items": {
                  "type": "string",
                  "minLength": 1
                }
              },
              "level": {
                "enum": [
                  "A",
                  "B",
                  "C",
                  "D"
                ],
                "description": "Software level: A statements, decisions and MC/DC; B statements and decisions; C statements; D none."
              },
              "enforce": {
                "type": "boolean",
                "description": "false: gaps are shown as not yet enforced and do not turn the gate red; never as met."
              }
            }
          }
        },
        "exclude": {
          "type": "array",
          "items": {
            "type": "string"
          },
          "description": "Files that belong to no component although a pattern matches them."
        },
        "literal": {
          "type": "boolean",
          "description": "CAST-10 to the letter: a comparison without Boolean operator is a decision as well."
        },
        "justifications": {
          "type": "string",
          "minLength": 1,
          "description": "File with the reviewed records of gaps that stay; ampel coverage justify writes it."
        }
      }
    },
    "gate": {
      "title": "GateEntry",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "warningsMaximum": {
          "type": "integer",
          "minimum": 0
        },
        "unreviewedLinksMaximum": {
          "type": "integer",
          "minimum": 0,
          "description": "Trace links that no person has accepted, at most; absent: they are only noted."
        },
        "severities": {
          "type": "object",
          "additionalProperties": {
            "enum": [
              "error",
              "warning",
              "note",
              "off"
            ]
          },
          "description": "Rule code → severity."
        },
        "exceptions": {
          "type": "array",
          "items": {
            "title": "ExceptionEntry",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "rule",
              "subject",
              "reason",
              "owner",
              "expires"
            ],
            "properties": {
              "rule": {
                "type": "string",
                "minLength": 1
              },
              "subject": {
                "type": "string",
                "minLength": 1
              },
              "reason": {
                "type": "string",
                "minLength": 10
              },
              "owner": {
                "type": "string",
                "minLength": 1
              },
              "expires": {
                "type": "string",
                "format": "date"
              }
            }
          }
        }
      }
    }
  }
} as const;
