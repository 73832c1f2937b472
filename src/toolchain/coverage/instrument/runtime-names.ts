/**
 * Raised when the instrumented text of the same source changes, so that cached texts and old data are not taken for new ones.
 * @implements LLR-COV-013
 */
export const instrumenterVersion = 3;

/**
 * The first line of a data file.
 * @param isLiteral whether comparisons without Boolean operator were decisions
 * @implements LLR-COV-013
 */
export function dataHead(isLiteral: boolean): string {
  return `ampel coverage ${instrumenterVersion} ${isLiteral ? 'literal' : 'operators'}\n`;
}

/**
 * Symbol under which the recorder stands on the global object of each thread.
 * @implements LLR-COV-011
 */
export const recorderKey = 'ampel.coverage';

/**
 * A beginning of names that the text does not use.
 * @param digest SHA-256 of the text
 * @implements LLR-COV-011
 */
export function unusedPrefix(text: string, digest: string): string {
  let prefix = `$c${digest.slice(0, 4)}`;
  for (let length = 5; text.includes(prefix); length += 1) prefix = `$c${digest.slice(0, length)}${'$'.repeat(Math.max(0, length - 64))}`;
  return prefix;
}

/** What the functions at the end of an instrumented file are made for. */
export interface RuntimeHead {
  readonly prefix: string;
  readonly path: string;
  readonly digest: string;
  readonly slotsCount: number;
  readonly decisionsCount: number;
  readonly defaultsCount: number;
  readonly loopsCount: number;
  /** Temporaries of the file's own level. */
  readonly temporaries: readonly string[];
}

/**
 * The recording functions of a file, on one line. They are function declarations, so that functions called before the file ran, as
 * import cycles do, find them. The array of what was reached is in the variable that the prefix names; without recorder all of it was.
 *
 * `m` finds the recorder; `s` notes a place for the first time; `b` those of a loop; `D`, `X` a vector of one word or two; `O` how far a chain went; `u`, `n`
 * a default value that was used, and whether it was.
 *
 * @implements LLR-COV-011
 */
export function runtimeFunctions({
  prefix: p,
  path,
  digest,
  slotsCount,
  decisionsCount,
  defaultsCount,
  loopsCount,
  temporaries,
}: RuntimeHead): string {
  const open = `${JSON.stringify(path)},${JSON.stringify(digest)},${slotsCount},${decisionsCount},${defaultsCount},${loopsCount}`;
  const none = `{h:new G.Uint8Array(${slotsCount}).fill(1),k:[],u:[],m:new G.Int32Array(${loopsCount}).fill(-1),hit:function(){},look:function(){},see:function(){}}`;
  const functions = [
    `m(){var G=globalThis,g=G[G.Symbol.for("${recorderKey}")];${p}q=g?g.open(${open}):${none};${p}d=${p}q.u;${p}k=${p}q.m;return ${p}=${p}q.h}`,
    `s(i){${p}||${p}m();${p}q.hit(i);return 1}`,
    `b(k,g,i,j){${p}q.look(k,g,i,j)}`,
    `D(d,k){var m=${p}q||(${p}m(),${p}q);m.k[d]===k||m.see(d,k);return 1}`,
    `X(d,l,h,o){${p}||${p}m();${p}q.see(d,l+","+h+","+o);return 1}`,
    `O(i,v,l,n){var a=${p}||${p}m(),j=0;for(;j<l;j++)a[i+2*j]||${p}s(i+2*j);if(l<n)a[i+2*l+1]||${p}s(i+2*l+1);return v}`,
    `u(q){${p}||${p}m();${p}d[q]=(${p}d[q]||0)+1}`,
    `n(q,i){${p}d[q]--;${p}[i]||${p}s(i)}`,
  ];
  return ` ;var ${[p, `${p}q`, `${p}d`, `${p}k`, ...temporaries].join(',')};${functions.map((text) => `function ${p}${text}`).join('')}`;
}
