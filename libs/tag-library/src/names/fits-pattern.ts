/**
 * Whether a name has the form of a pattern in which each `*` stands for at least one character and everything else for itself.
 * Takes time in proportion to the length of both, whatever the pattern.
 */
export function fitsPattern(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0]!;
  if (parts.length === 1) return name === pattern;
  const last = parts.at(-1)!;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at + 1);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.endsWith(last) && name.length - last.length > at;
}
