/** What to select when one of a list is done with: the one below it, at the end the one above. */
export function nextAfter(ids: readonly string[], done: string): string | undefined {
  const at = ids.indexOf(done);
  return ids[at + 1] ?? ids[at - 1];
}
