/** As much of a document as the trace page's viewer needs, so that its parts can run without a browser. */
export class PlainNode {
  readonly children: PlainNode[] = [];
  readonly attributes = new Map<string, string>();
  readonly listeners = new Map<string, (event: unknown) => void>();
  readonly style: Record<string, unknown> = { setProperty: () => undefined };
  parent: PlainNode | undefined;
  value = '';
  scrollTop = 0;
  readonly clientHeight = 640;
  readonly offsetHeight = 32;
  readonly classList = { toggle: (): void => undefined };

  constructor(
    readonly tag: string,
    readonly ownText = '',
  ) {}

  append(...nodes: (PlainNode | string)[]): void {
    for (const node of nodes) this.insertBefore(typeof node === 'string' ? new PlainNode('#text', node) : node, null);
  }

  appendChild(node: PlainNode): PlainNode {
    this.append(node);
    return node;
  }

  insertBefore(node: PlainNode, before: PlainNode | null): void {
    node.remove();
    node.parent = this;
    this.children.splice(before === null ? this.children.length : this.children.indexOf(before), 0, node);
  }

  replaceChildren(...nodes: (PlainNode | string)[]): void {
    for (const child of [...this.children]) child.remove();
    this.append(...nodes);
  }

  remove(): void {
    const siblings = this.parent?.children;
    if (siblings !== undefined) siblings.splice(siblings.indexOf(this), 1);
    this.parent = undefined;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  addEventListener(name: string, listener: (event: unknown) => void): void {
    this.listeners.set(name, listener);
  }

  getBoundingClientRect(): { readonly height: number } {
    return { height: 32 };
  }

  focus(): void {
    this.attributes.set('focused', '');
  }

  get textContent(): string {
    return this.ownText + this.children.map((child) => child.textContent).join('');
  }

  set textContent(text: string) {
    this.replaceChildren(text);
  }

  /** Every element below that has the tag, or the class when the selector starts with a dot. */
  querySelectorAll(selector: string): PlainNode[] {
    return this.children.flatMap((child) => [...(child.is(selector) ? [child] : []), ...child.querySelectorAll(selector)]);
  }

  querySelector(selector: string): PlainNode | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  private is(selector: string): boolean {
    const classes = (this.attributes.get('class') ?? '').split(' ');
    return selector.startsWith('.')
      ? selector
          .slice(1)
          .split('.')
          .every((name) => classes.includes(name))
      : this.tag === selector;
  }
}
