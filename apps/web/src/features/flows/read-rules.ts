/** Pasted or uploaded text as JSON; else why it is none, empty when there is nothing at all. */
export function readRules(text: string): { rules: unknown } | { fault: string } {
  if (text.trim() === '') return { fault: '' };
  try {
    return { rules: JSON.parse(text) as unknown };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
