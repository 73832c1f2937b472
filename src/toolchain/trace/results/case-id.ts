/**
 * The case id at the start of a part of a result's name, parts being separated by ` > `; the outermost such part
 * counts. Undefined when no part starts with an id, or when the id runs on into a longer word.
 * @implements LLR-SCN-013
 */
export function caseIdOf(name: string, pattern: RegExp): string | undefined {
  const sticky = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}y`);
  let start = 0;
  for (const part of name.split(' > ')) {
    sticky.lastIndex = start;
    const id = sticky.exec(name)?.[0] ?? '';
    if (id !== '' && id.length <= part.length && !/[\w-]/.test(part.charAt(id.length))) return id;
    start += part.length + 3;
  }
  return undefined;
}

const separators = ['.', '::', '/', '#', '$'];

/**
 * Whether a result speaks of a case that is named after its function: the last part of the name is the id, or the last
 * two parts joined are, in either case with or without enclosing names before it (`crate::tests::adds`,
 * `com.example.AdderTest > adds` for `AdderTest.adds`). Parameters behind the name, as in `adds[1-2]` or `adds/0`, do not matter.
 * @implements LLR-SCN-013
 */
export function namesCase(name: string, id: string): boolean {
  const parts = name.split(' > ');
  const last = parts.at(-1) ?? '';
  const enclosing = parts.at(-2);
  const whole = (text: string): boolean => {
    const bare = text.replace(/(?:[[({/].*)$/s, '');
    return text === id || bare === id || separators.some((separator) => bare.endsWith(separator + id));
  };
  return whole(last) || (enclosing !== undefined && ['.', '::'].some((separator) => whole(enclosing + separator + last)));
}
