import { isTagAction, type Catalog, type Flow, type LocalizedText, type Problem } from '@tagloom/contracts';
import { analyseFlow, FlowError, sortFlows } from '@tagloom/rule-engine';

/** A running flow as it is, and as it would be published anew. */
export interface LiveRewrite {
  id: number;
  before: Flow;
  after: Flow;
}

/** Why a flow would not do any more what it does. */
export interface Obstacle {
  flowId: number;
  /** Null where the caller may not know of the flow: then nothing is said of why. */
  name: string | null;
  message: LocalizedText;
}

/** What was well in one drawing and is wrong in the other: it can never hold, or contradicts itself. */
const WRONG: ReadonlySet<Problem['code']> = new Set(['contradiction', 'never_true', 'unreachable', 'conflict']);

/** What the rewriting would break in each flow by itself, and among all that run. Pure. */
export function obstaclesOf(
  rewrites: readonly LiveRewrite[],
  others: readonly { id: number; flow: Flow }[],
  { before: then, after: now }: { before: Catalog; after: Catalog },
): Obstacle[] {
  const found = rewrites.flatMap((rewrite): Obstacle[] => {
    const { id, before, after } = rewrite;
    const known = new Set(analyseFlow(before, then).filter(isWrong).map(signature));
    const fresh = analyseFlow(after, now).filter((problem) => isWrong(problem) && !known.has(signature(problem)));
    const messages = [...fresh.map(({ message }) => message), ...mixedUp(rewrite)];
    const [message] = messages;
    return message ? [{ flowId: id, name: before.name, message }] : [];
  });
  return found.length > 0 || rewrites.length === 0 ? found : loopOf(rewrites, others);
}

const isWrong = ({ severity, code }: Problem): boolean => severity === 'error' || WRONG.has(code);
const signature = ({ code, nodeIds }: Problem): string => `${code} ${[...nodeIds].sort().join(' ')}`;

/** Things that the analysis leaves to the author, and that nobody drew: what two tags said, one would have to say. */
function mixedUp({ before, after }: LiveRewrite): LocalizedText[] {
  const found: LocalizedText[] = [];
  const { include = [], exclude = [] } = after.audience ?? {};
  const was = before.audience?.exclude ?? [];
  if (
    include.some((key) => exclude.includes(key)) &&
    !(before.audience?.include ?? []).some((key) => was.includes(key))
  )
    found.push({
      'zh-CN': '适用客户会同时要求「有」和「没有」同一个标签。',
      en: 'Its audience would ask for customers with and without the same tag.',
    });
  if (valuesPerTag(after) > valuesPerTag(before))
    found.push({
      'zh-CN': '它给两个标签各写一个值，合成一个标签后只能留一个。',
      en: 'It gives each of the tags a value of its own, and one tag can have only one of them.',
    });
  return found;
}

/** How many values the tag with the most of them is given. */
function valuesPerTag({ nodes }: Flow): number {
  const values = new Map<string, Set<string>>();
  for (const { kind, data } of nodes) {
    if (kind !== 'action' || !isTagAction(data) || data.action !== 'setTag') continue;
    values.set(data.tag, (values.get(data.tag) ?? new Set()).add(JSON.stringify(data.value)));
  }
  return Math.max(0, ...[...values.values()].map(({ size }) => size));
}

function loopOf(rewrites: readonly LiveRewrite[], others: readonly { id: number; flow: Flow }[]): Obstacle[] {
  // by number, which names cannot replace: several flows may have one name
  const numbered = [...others, ...rewrites.map(({ id, after }) => ({ id, flow: after }))];
  try {
    sortFlows(numbered.map(({ id, flow }) => ({ ...flow, name: String(id) })));
    return [];
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    const path = new Set(error.problems[0].params?.path ?? []);
    const { id, before } = rewrites.find((rewrite) => path.has(String(rewrite.id))) ?? rewrites[0];
    return [{ flowId: id, name: before.name, message: LOOP }];
  }
}

const LOOP = {
  'zh-CN': '它和别的规则（或它自己）会互相等待对方的标签，形成循环。',
  en: 'It and other flows, or it alone, would wait for each other’s tags in a circle.',
};
