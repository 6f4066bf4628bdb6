/** Pasted or uploaded text as JSON; else why it is none, empty when there is nothing at all. */
export function readRules(text: string): { rules: unknown } | { fault: string } {
  if (text.trim() === '') return { fault: '' };
  try {
    return { rules: JSON.parse(text) as unknown };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** A flow with what it needs, as this product exports it; anything else is taken for rules. */
export const isBundle = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'format' in json && json.format === 'tagloom-flow';
