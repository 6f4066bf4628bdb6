/** Nothing at all, cut off before its end, wrong at a line, or wrong at a place that the browser does not tell. */
export type Fault = 'empty' | 'cutOff' | { line: number } | 'notJson';

/** Pasted or uploaded text as JSON; else what is wrong with it. */
export function readRules(text: string): { rules: unknown } | { fault: Fault } {
  if (text.trim() === '') return { fault: 'empty' };
  try {
    return { rules: JSON.parse(text) as unknown };
  } catch (error) {
    return { fault: faultOf(text, error instanceof Error ? error.message : '') };
  }
}

/** Browsers name the place in words of their own, and in English only: by its line, by its offset, or not at all. */
function faultOf(text: string, message: string): Fault {
  if (/end of (JSON input|data)|Unterminated|EOF/i.test(message)) return 'cutOff';
  const line = /line (\d+)/.exec(message)?.[1];
  if (line) return { line: Number(line) };
  const offset = /position (\d+)/.exec(message)?.[1];
  return offset ? { line: text.slice(0, Number(offset)).split('\n').length } : 'notJson';
}

/** A flow with what it needs, as this product exports it; anything else is taken for rules. */
export const isBundle = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'format' in json && json.format === 'tagloom-flow';
