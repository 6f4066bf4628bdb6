import { FLOW_LIMITS } from '@tagloom/contracts';
import { refuse } from '../errors/flow-error.js';
import { isForbiddenKey } from '../facts/safe-path.js';

const MAX_VALUES = 50_000;
/** Each level of a condition is an object and a list. */
const MAX_DEPTH = FLOW_LIMITS.depth * 4;

/** Refuses values that are cyclic, too deep, too large, or have keys that reach prototypes, before anything walks them. */
export function checkJson(value: unknown): void {
  const stack: [unknown, number][] = [[value, 0]];
  for (let count = 0, next = stack.pop(); next; next = stack.pop()) {
    const [current, depth] = next;
    if (++count > MAX_VALUES || depth > MAX_DEPTH)
      refuse(
        'too_large',
        [],
        '规则太大、嵌套太深，或引用了自己，请拆分后再导入。',
        'The rules are too large, nested too deeply, or contain themselves; split them.',
      );
    if (typeof current !== 'object' || current === null) continue;
    for (const [key, child] of Object.entries(current)) {
      if (isForbiddenKey(key))
        refuse('unsafe_path', [], `规则里不能有名为「${key}」的字段。`, `Rules must not have a field named “${key}”.`);
      stack.push([child, depth + 1]);
    }
  }
}
