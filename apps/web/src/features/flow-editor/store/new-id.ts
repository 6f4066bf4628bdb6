/** An id for a node that no other node of the flow has. Short, because traces and rules carry it. */
export function newId(kind: string, taken: ReadonlySet<string>): string {
  for (let n = taken.size + 1; ; n++) {
    const id = `${kind}-${n}`;
    if (!taken.has(id)) return id;
  }
}

export const edgeId = (source: string, target: string) => `${source}>${target}`.slice(0, 140);
