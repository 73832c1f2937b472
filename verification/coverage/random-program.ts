import { seededRandom } from '../../src/kernel/seeded-random.js';

/**
 * A random program of JavaScript that ends, determined by its seed. Each step that could be evaluated twice, in another order or not at
 * all tells `log`. It ends with `done(…)`, called when its asynchronous parts are over.
 */
export function randomProgram(seed: number): string {
  return new ProgramWriter(seed).program();
}

/** What may stand at a place: `yield` in generators, `await` in asynchronous functions, `return` in functions, jumps in loops. */
interface Surroundings {
  readonly names: readonly string[];
  readonly isGenerator?: boolean;
  readonly isAsync?: boolean;
  readonly isFunction?: boolean;
  readonly loops?: readonly string[];
}

class ProgramWriter {
  readonly #random;
  #next = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  program(): string {
    const functions = ['f0', 'f1', 'g0', 'h0'].map((name) => this.#function(name)).join(this.#space());
    const part = (): string =>
      `try { ${this.#statements({ names: ['a', 'b', 'c', 'o', 'n'] }, 3, 3)} } catch (e) { log('error ' + (e && e.message)) }`;
    const body = [part(), part(), part(), part()].join(this.#space());
    const start = this.#pick(['', "'use strict';", '// first line\n', '/* x */ ']);
    return [
      `${start}var depth=0, turns=0, a=1, b=0, c='', n=null, o={p:1, get q(){log('q');return null}, m(x){log(this===o);return x}, s:{t(){return this===o.s}, u:0}}`,
      'function t(i,v){log(i);return v}',
      functions,
      this.#class(),
      `function main(){ ${body} }`,
      'try { main(); log(typeof K === "function" && new K(1).sum) } catch (e) { log("error " + (e && e.message)) }',
      'var all=[]; try { for (var x of g0(1, 2)) { all.push(x); if (all.length > 5) break } } catch (e) { all.push("error " + (e && e.message)) }',
      'h0(a, b).then(function (v) { done(v, a, b, c, n, all, depth) }, function (e) { done("rejected " + (e && e.message), a, b, c) })',
    ].join('\n');
  }

  #below(limit: number): number {
    return this.#random.below(limit);
  }

  #pick<T>(list: readonly T[]): T {
    const found = list[this.#below(list.length)];
    if (found === undefined) throw new Error('a list has a member');
    return found;
  }

  #space(): string {
    return this.#pick([' ', '\n', ' // note\n', ' /* note */ ', '\n\n']);
  }

  #name(): string {
    this.#next += 1;
    return `x${this.#next}`;
  }

  #function(name: string): string {
    const isGenerator = name.startsWith('g');
    const isAsync = name.startsWith('h');
    const names = ['a', 'b', 'o', 'n', 'p1', 'p2'];
    const within: Surroundings = { names, isGenerator, isAsync, isFunction: true };
    const guard = 'if (++depth > 300) return 0;';
    const p2 = this.#pick([
      'p2',
      `p2=${this.#expression({ names: ['a', 'b', 'p1'] }, 2)}`,
      'p2=(x)=>x&&a',
      '{p2=a||b}={}',
      'p2=function(){return a}',
    ]);
    return `${isAsync ? 'async ' : ''}function${isGenerator ? '*' : ''} ${name}(p1=${this.#expression({ names: ['a', 'b'] }, 2)}, ${p2}){${guard}${this.#statements(within, 3, 2)}${this.#space()}}`;
  }

  #class(): string {
    const field = this.#expression({ names: ['a', 'b'] }, 2);
    const other = this.#expression({ names: ['a', 'o'] }, 2);
    return `class K { #r=${field}; x=${other}; y=()=>this.x||this.#r; static z; static { if (a && b) { this.z = ${field} } else this.z ??= () => 1 } constructor(v=a&&b){ this.v=v; if (v || this.x) log('K') } get sum(){ return this?.#r || this.y?.() || K.z?.name } has(k){ return #r in k && k?.#r } ['k'+(a||b)](){ return super.toString?.() && 1 } }`;
  }

  #statements(within: Surroundings, count: number, depth: number): string {
    let text = '';
    for (let place = this.#below(count) + 1; place > 0; place -= 1) text += this.#statement(within, depth) + this.#space();
    return text;
  }

  #block(within: Surroundings, depth: number): string {
    return this.#below(2) === 0 ? `{${this.#space()}${this.#statements(within, 2, depth)}}` : this.#statement(within, depth);
  }

  #statement(within: Surroundings, depth: number): string {
    const some = (level: number): string => this.#expression(within, level);
    const inArrow = (level: number): string => this.#expression({ names: within.names }, level);
    if (depth <= 0) return `log(${some(2)});`;
    switch (this.#below(17)) {
      case 0:
        return `if (${some(3)})${this.#space()}${this.#block(within, depth - 1)}`;
      case 1:
        return `if (${some(3)}) ${this.#block(within, depth - 1)}${this.#space()}else ${this.#block(within, depth - 1)}`;
      case 2:
        return this.#loop(within, depth);
      case 3:
        return this.#switch(within, depth);
      case 4:
        return `try { ${this.#statements(within, 2, depth - 1)} } catch (e) { log('caught'); ${this.#statements(within, 2, depth - 1)} }${this.#below(2) ? ` finally { log('finally') }` : ''}`;
      case 5:
        return within.isFunction ? `return ${some(3)};` : `log(${some(3)});`;
      case 6: {
        const loops = within.loops ?? [];
        return loops.length === 0
          ? `log(${some(2)})${this.#pick([';', '\n'])}`
          : `${this.#pick(['break', 'continue'])} ${this.#pick(loops)};`;
      }
      case 7: {
        const name = this.#name();
        return `{ var ${name} = ${some(3)}, {z=${some(2)}, w=()=>${inArrow(2)}} = {w:${some(1)}}; log(${name}, z, typeof w === 'function' && w.name); }`;
      }
      case 8:
        return `${this.#pick(['a', 'b', 'c', 'n', 'o.p', 'o.s.u'])} ${this.#pick(['=', '??=', '||=', '&&='])} ${some(3)}${this.#pick([';', '\n'])}`;
      case 9:
        return `if (${some(2)}) throw new Error('thrown');`;
      case 10: {
        const name = this.#name();
        return `{ var ${name}; ${name} ${this.#pick(['??=', '||='])} ${this.#pick(['() => a && b', 'function () { return a }', 'class {}', '(() => 1)'])}; log(${name}.name); }`;
      }
      case 11: {
        const label = this.#name();
        return `${label}: { ${this.#statements(within, 2, depth - 1)} if (${some(2)}) break ${label}; log('end') }`;
      }
      case 12:
        return `for (var x of [1, 2, 3].map((v, i, all = a && b) => ${inArrow(2)})) ${this.#block(within, depth - 1)}`;
      case 13:
        return `log(delete o?.p, (o?.s.t)(), o.s?.t?.(), \`\${${some(2)}}\`, [...(${some(1)} ? [1] : [2])], ((u, v = u || 1) => u && v)(${some(1)}), o['s']?.['t'](), n?.[t(1, 2)]?.x(t(3, 4)), o.none?.(t(5, 6)), f0?.(1, ...[2]));`;
      case 14:
        return `while (turns++ < 15 && ${some(2)}) ${this.#block({ ...within, loops: [] }, depth - 1)}`;
      default:
        return `log(${some(4)})${this.#pick([';', '\n'])}`;
    }
  }

  #loop(within: Surroundings, depth: number): string {
    const name = this.#name();
    const label = `l${name}`;
    const inner = { ...within, loops: [...(within.loops ?? []), label], names: [...within.names, name] };
    const body = this.#block(inner, depth - 1);
    const end = this.#below(3);
    switch (this.#below(4)) {
      case 0:
        return `${label}: for (var ${name} = 0; ${name} < ${end} && (${name} < 9 || ${this.#expression(within, 1)}); ${name}++) ${body}`;
      case 1:
        return `{ var ${name} = 0; ${label}: while (${name}++ < ${end}) ${body} }`;
      case 2:
        return `${label}: for (const ${name} of [${[1, 2, 3].slice(0, end).join(',')}]) ${body}`;
      default:
        return `{ var ${name} = 0; ${label}: do ${this.#below(2) ? `{ ${body} }` : `{${body}}`} while (${name}++ < ${end} && ${this.#expression(within, 1)})${this.#pick([';', '\n'])} }`;
    }
  }

  #switch(within: Surroundings, depth: number): string {
    const clauses = Array.from({ length: this.#below(4) }, () => {
      const end = this.#pick(['', 'break;', 'break;']);
      return `case ${this.#expression(within, 1)}:${this.#space()}${this.#below(3) ? this.#statement(within, depth - 1) : ''}${this.#space()}${end}`;
    });
    if (this.#below(2))
      clauses.splice(
        this.#below(clauses.length + 1),
        0,
        `default: ${this.#below(2) ? this.#statement(within, depth - 1) : ''}${this.#space()}`,
      );
    return `switch (${this.#expression(within, 2)}) { ${clauses.join('')}}`;
  }

  #expression(within: Surroundings, depth: number): string {
    if (depth <= 0) return this.#leaf(within);
    const some = (): string => this.#expression(within, depth - 1);
    const inArrow = (): string => this.#expression({ names: within.names }, depth - 1);
    switch (this.#below(24)) {
      case 0:
      case 1:
      case 2:
        return `(${some()} && ${some()})`;
      case 3:
      case 4:
      case 5:
        return `(${some()} || ${some()})`;
      case 6:
        return `!(${some()})`;
      case 7:
        return `(${some()} ?? ${some()})`;
      case 8:
        return `(${some()} ? ${some()} : ${some()})`;
      case 9:
        return `((${some()} > 1) ${this.#pick(['===', '!==', '^', '&', '|', '=='])} (${some()} < 2))`;
      case 10:
        return `t(${this.#next++}, ${some()})`;
      case 11:
        return `(${some()}, ${some()})`;
      case 12:
        return `f${this.#below(2)}(${some()}${this.#pick(['', ', 1', ', undefined'])})`;
      case 13:
        return `o?.${this.#pick(['p', 'q', 'q?.r', 's.u', 's?.u', 'm?.(1)', 'z?.y.x', 'm(2)', '["p"]'])}`;
      case 14:
        return within.isGenerator ? `(yield ${some()})` : within.isAsync ? `(await ${some()})` : `(() => ${inArrow()})()`;
      case 15:
        return `((v, w = ${inArrow()}) => v && w)(${some()})`;
      case 16:
        return `(${some()} instanceof Object || ${some()} === ${some()})`;
      case 17:
        return `(a ${this.#pick(['||=', '&&=', '??='])} ${some()})`;
      case 18:
        return `[${some()}, ${some()}].length`;
      case 19:
        return `({p: ${some()}}).p`;
      case 20:
        return `typeof (${some()})`;
      default:
        return this.#leaf(within);
    }
  }

  #leaf(within: Surroundings): string {
    return this.#pick(['0', '1', 'true', 'false', 'null', "''", "'s'", 'undefined', '(a=b)', 'o', 'n', 't(9, a)', ...within.names]);
  }
}
