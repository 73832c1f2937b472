import type { Language } from './language.js';
import type { LanguageReader } from './language-reader.js';
import { lexAda, lexSql } from './lex-ada-sql.js';
import { lexC, lexGo, lexJava, lexRust } from './lex-braces.js';
import { lexMatlab, lexMdl, lexText, lexToml, lexYaml } from './lex-lines.js';
import { lexPython } from './lex-python.js';
import { lexShell } from './lex-shell.js';
import { ecmascriptReader } from './reader-ecmascript.js';
import { NEWLINE, type TokenList } from './token-list.js';
import { adaUnits } from './units-ada.js';
import { cUnits, javaUnits } from './units-c.js';
import { pythonUnits } from './units-python.js';
import { goUnits, rustUnits } from './units-rust-go.js';
import { matlabUnits, shellUnits, sqlUnits } from './units-script.js';

/* Languages whose tokens carry the meaning of line ends need no more from the line breaks themselves. */
function plainReader(lex: LanguageReader['lex'], units: LanguageReader['units'], imports: RegExp): LanguageReader {
  return {
    lex,
    units,
    keepsBreak: () => false,
    startsImport: (tokens, index) => imports.test(tokens.textOf(index)),
    taggedUnit: () => undefined,
    blockLast,
  };
}

/** A nameless block goes to the end of its first line, or of the brackets or indentation opened there. */
function blockLast(tokens: TokenList, at: number): number {
  let index = at;
  for (;;) {
    const next = tokens.after(index);
    if (next >= tokens.count || tokens.breakBefore(next) || tokens.kindOf(next) >= NEWLINE) return Math.min(next, tokens.count) - 1;
    index = next;
  }
}

const never = /(?!)/;
const cReader = plainReader(lexC, cUnits, /^(?:#|import|module|using)$/);
const lineReader = (lex: LanguageReader['lex']): LanguageReader => plainReader(lex, () => [], never);

const readers: Readonly<Record<Language, LanguageReader>> = {
  typescript: ecmascriptReader,
  javascript: ecmascriptReader,
  c: cReader,
  cpp: cReader,
  ada: plainReader(lexAda, adaUnits, /^(?:with|use|pragma|limited)$/i),
  rust: plainReader(lexRust, rustUnits, /^(?:use|extern)$/),
  python: plainReader(lexPython, pythonUnits, /^(?:import|from)$/),
  java: plainReader(lexJava, javaUnits, /^(?:package|import)$/),
  go: plainReader(lexGo, goUnits, /^(?:package|import)$/),
  shell: plainReader(lexShell, shellUnits, /^(?:set|source|\.)$/),
  sql: plainReader(lexSql, sqlUnits, never),
  matlab: plainReader(lexMatlab, matlabUnits, never),
  mdl: lineReader(lexMdl),
  yaml: lineReader(lexYaml),
  toml: lineReader(lexToml),
  text: lineReader(lexText),
};

/**
 * How a language is read.
 * @implements LLR-SCN-011
 */
export function readerOf(language: Language): LanguageReader {
  return readers[language];
}
