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
  readonly pointsCount: number;
  readonly decisionsCount: number;
  readonly defaultsCount: number;
  /** Temporaries of the file's own level. */
  readonly temporaries: readonly string[];
}

/**
 * The recording functions of a file, on one line. They are function declarations, so that functions called before the file ran, as
 * import cycles do, find them.
 *
 * `s` notes a point; `T`, `F` an outcome; `B` an outcome that is passed on; `r` a way out with its value; `D`, `E` a vector with outcome
 * true, false; `V` a vector with the value that is passed on; `X` a vector of two words; `N` which side gave a value; `O` how far a
 * chain went; `w` how a clause was entered; `u`, `n` a default value that was used, and whether it was.
 *
 * @implements LLR-COV-011
 */
export function runtimeFunctions({
  prefix: p,
  path,
  digest,
  pointsCount,
  decisionsCount,
  defaultsCount,
  temporaries,
}: RuntimeHead): string {
  const open = `${JSON.stringify(path)},${JSON.stringify(digest)},${pointsCount},${decisionsCount},${defaultsCount}`;
  const none = '{h:[],k:[],u:[],hit:function(){},see:function(){}}';
  const functions = [
    `m(){var g=globalThis[Symbol.for("${recorderKey}")];return ${p}=g?g.open(${open}):${none}}`,
    `s(i){var m=${p}||${p}m();m.h[i]||m.hit(i)}`,
    `T(i){${p}s(i);return true}`,
    `F(i){${p}s(i);return false}`,
    `B(i,v){${p}s(v?i:i+1);return v}`,
    `r(i,v){${p}s(i);return v}`,
    `D(d,l){var m=${p}||${p}m(),k=l*2+1;m.k[d]===k||m.see(d,k);return true}`,
    `E(d,l){var m=${p}||${p}m(),k=l*2;m.k[d]===k||m.see(d,k);return false}`,
    `V(d,v,l,q){if(v)${p}D(d,l);else ${p}E(d,l);if(q>=0&&typeof v!=="boolean")${p}s(q);return v}`,
    `X(d,v,l,h,q){var m=${p}||${p}m();m.see(d,l+","+h+","+(v?1:0));if(q>=0&&typeof v!=="boolean")${p}s(q);return v}`,
    `N(i,v,l){${p}s(i+l);return v}`,
    `O(i,v,l,n){for(var j=0;j<l;j++)${p}s(i+2*j);if(l<n)${p}s(i+2*l+1);return v}`,
    `w(w,i,f){if(!w)${p}s(i);else if(f>=0)${p}s(f);return 1}`,
    `u(q){var m=${p}||${p}m();m.u[q]=(m.u[q]||0)+1}`,
    `n(q,i){var m=${p}||${p}m();if(m.u[q]>0){m.u[q]--;${p}s(i)}else ${p}s(i+1)}`,
  ];
  return ` ;var ${[p, ...temporaries].join(',')};${functions.map((text) => `function ${p}${text}`).join('')}`;
}
