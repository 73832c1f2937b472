import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { CaseResult } from '../model.js';
import { resultFinding } from './findings.js';
import type { ResultText } from './read-tap.js';
import { aggregate, nestingDepthMax, type ResultNode, resultsOf, worsen } from './result-tree.js';

/** An open element: what it is, the test it stands for, and the text collected for its message. */
interface Frame {
  readonly element: string;
  readonly node: ResultNode | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Raised inside the parser's callbacks to stop it; never leaves this file. */
class Stop extends Error {}

const messageLengthMax = 2000;
const damaged = 'the result file is damaged';

/**
 * Reads a JUnit report as node-tap, node:test, pytest, GoogleTest, cargo-nextest, Surefire, jest-junit, vitest and
 * go-junit-report write it. Returns every named suite and case, suites with the worst outcome of what they contain. A
 * file that is not well-formed gives a finding, and none of its results is passed.
 * Source: JUnit XML as described by the Jenkins xUnit schema, and the reports of the runners named.
 * @implements LLR-SCN-016
 */
export function readJunit(source: ResultText): Read<readonly CaseResult[]> {
  const reader = new JunitReader(source.path);
  return reader.read(source.text);
}

class JunitReader {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly roots: ResultNode[] = [];
  private readonly stack: Frame[] = [];
  private readonly suiteNames: string[] = [];
  /** Nodes inside which a failure element stood, even one that a todo excuses. */
  private readonly explained = new Set<ResultNode>();
  private readonly todo = new Set<ResultNode>();
  private readonly parser = new SaxesParser({ position: true, xmlns: false } as const);
  private tagPlace: Place = { path: '', line: 1, column: 1 };

  constructor(private readonly path: string) {}

  read(text: string): Read<readonly CaseResult[]> {
    const { parser } = this;
    parser.on('error', (error) => this.stop('SCN-301', `the XML is not well-formed: ${error.message.replace(/^\d+:\d+: /, '')}`));
    parser.on('doctype', () => this.stop('SCN-302', 'the file has a document type'));
    parser.on('opentagstart', (tag) => this.note(tag.name));
    parser.on('opentag', (tag) => this.open(tag));
    parser.on('closetag', () => this.close());
    parser.on('text', (chunk) => this.text(chunk));
    parser.on('cdata', (chunk) => this.text(chunk));
    try {
      parser.write(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).close();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      while (this.stack.length > 0) this.close();
    }
    const results = resultsOf(this.roots);
    if (this.diagnostics.length === 0) return { value: results, diagnostics: [] };
    return {
      value: results.map((result) => (result.outcome === 'passed' ? { ...result, outcome: 'skipped', message: damaged } : result)),
      diagnostics: this.diagnostics,
    };
  }

  private place(): Place {
    return { path: this.path, line: this.parser.line, column: this.parser.column + 1 };
  }

  /** Remembers where a tag starts: the parser stands behind its name. */
  private note(name: string): void {
    const { path, parser } = this;
    this.tagPlace = { path, line: parser.line, column: Math.max(1, parser.column - name.length - 1) };
  }

  private stop(code: 'SCN-301' | 'SCN-302' | 'SCN-303' | 'SCN-304', message: string): never {
    this.diagnostics.push(resultFinding(code, message, this.place()));
    throw new Stop();
  }

  private open(tag: SaxesTagPlain): void {
    const { name: element, attributes } = tag;
    if (this.stack.length >= nestingDepthMax) this.stop('SCN-304', `elements are nested deeper than ${nestingDepthMax}`);
    if (this.stack.length === 0 && element !== 'testsuites' && element !== 'testsuite')
      this.stop('SCN-303', `the root element is ${element}`);
    const node = this.nodeOf(element, attributes);
    if (node !== undefined) this.attach(node);
    this.stack.push({ element, node, attributes, text: '' });
    if (node !== undefined && element !== 'testcase') this.suiteNames.push(node.name);
  }

  private nodeOf(element: string, attributes: Readonly<Record<string, string>>): ResultNode | undefined {
    if (element !== 'testsuites' && element !== 'testsuite' && element !== 'testcase') return undefined;
    const place = this.tagPlace;
    const passed = { outcome: 'passed', message: '', place } as const;
    if (element === 'testsuites') return { ...passed, name: '', children: [] };
    if (element === 'testsuite') return { ...passed, name: attributes.name ?? '', children: [] };
    const node: ResultNode = { ...passed, name: this.caseName(attributes), children: undefined };
    const said = `${attributes.status ?? ''} ${attributes.result ?? ''}`.toLowerCase();
    if (/\b(?:notrun|skipped|disabled|suppressed|ignored)\b/.test(said)) worsen(node, 'skipped', said.trim());
    if (/\b(?:failed|failure|error|errored)\b/.test(said)) worsen(node, 'failed', said.trim());
    return node;
  }

  /** Name of a case, behind its class unless the suites around it already say it. */
  private caseName(attributes: Readonly<Record<string, string>>): string {
    const name = attributes.name ?? 'unnamed';
    const className = attributes.classname ?? '';
    const suites = this.suiteNames.filter((suite) => suite !== '');
    const known = [name, 'test', '', suites.join(' > '), ...suites].includes(className);
    return known ? name : `${className} > ${name}`;
  }

  private attach(node: ResultNode): void {
    const parent = this.enclosing();
    if (parent === undefined) this.roots.push(node);
    else {
      parent.children ??= [];
      parent.children.push(node);
    }
  }

  private enclosing(): ResultNode | undefined {
    for (let index = this.stack.length - 1; index >= 0; index -= 1) {
      const node = this.stack[index]?.node;
      if (node !== undefined) return node;
    }
    return undefined;
  }

  private text(chunk: string): void {
    const frame = this.stack[this.stack.length - 1];
    if (frame !== undefined && isVerdict(frame.element) && frame.text.length < messageLengthMax) {
      frame.text += chunk.slice(0, messageLengthMax);
    }
  }

  private close(): void {
    const frame = this.stack.pop() as Frame;
    if (frame.node !== undefined) this.closeNode(frame.node, frame);
    else {
      const node = this.enclosing();
      if (node !== undefined) this.verdict(node, frame);
    }
  }

  private closeNode(node: ResultNode, frame: Frame): void {
    if (frame.element !== 'testcase') this.suiteNames.pop();
    if (this.todo.has(node)) {
      node.outcome = 'passed';
      worsen(node, 'todo', node.message);
    }
    aggregate(node);
    const counted = Number(frame.attributes.failures ?? 0) + Number(frame.attributes.errors ?? 0);
    const explained = this.explained.has(node);
    if (counted > 0 && !explained && frame.element !== 'testcase') worsen(node, 'failed', `the suite counts ${counted} failures`);
    const parent = this.enclosing();
    if (parent !== undefined && (explained || node.outcome === 'failed')) this.explained.add(parent);
  }

  /** Takes what an element inside a case or suite says of its outcome. */
  private verdict(node: ResultNode, { element, attributes, text }: Frame): void {
    const message = flagText(attributes.message) || text.trim();
    if (element === 'failure' || element === 'error') {
      this.explained.add(node);
      worsen(node, 'failed', message.slice(0, messageLengthMax));
    } else if (element === 'skipped') {
      if (attributes.type === 'todo') this.todo.add(node);
      worsen(node, attributes.type === 'todo' ? 'todo' : 'skipped', message.slice(0, messageLengthMax));
    } else if (element === 'property' && node.children === undefined && attributes.value !== 'false') {
      const name = attributes.name;
      if (name === 'skip') worsen(node, 'skipped', flagText(attributes.value));
      if (name === 'todo') worsen(node, 'todo', flagText(attributes.value));
    }
  }
}

function isVerdict(element: string): boolean {
  return element === 'failure' || element === 'error' || element === 'skipped';
}

function flagText(value: string | undefined): string {
  return value === undefined || value === 'true' ? '' : value;
}
