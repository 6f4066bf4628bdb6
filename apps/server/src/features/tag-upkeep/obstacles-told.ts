import type { ActorContext } from '@tagloom/access';
import { localize, type Locale, type LocalizedText, type MergePreview } from '@tagloom/contracts';
import type { FlowShape } from './flow-shapes.repository.js';
import type { LivePlan } from './live-flows.js';

/** What of a plan stands in the way, in the caller's language. Of flows that are not the caller's no more than that there are some. Pure. */
export function obstaclesTold(
  { foreign, obstacles }: Pick<LivePlan, 'foreign' | 'obstacles'>,
  { locale }: Pick<ActorContext, 'locale'>,
): MergePreview['obstacles'] {
  if (foreign.length > 0)
    return [
      {
        code: 'tag_in_use',
        message: locale === 'en' ? 'The tag is in use elsewhere' : '这个标签还在别处使用',
      },
    ];
  return obstacles.map(({ name, message }) => ({
    code: 'merge_impossible',
    ...(name !== null && { flow: name }),
    message: told(name, message, locale),
  }));
}

function told(name: string | null, message: LocalizedText, locale: Locale): string {
  const why = localize(message, locale);
  if (name === null) return why;
  return locale === 'en' ? `${name}: ${why}` : `「${name}」：${why}`;
}

/** Flows that use the values of a split in a way that nobody can carry over. Pure. */
export function unclearTold(
  flows: readonly FlowShape[],
  known: ReadonlySet<number>,
  { locale }: ActorContext,
): MergePreview['obstacles'] {
  if (flows.some(({ id }) => !known.has(id))) return obstaclesTold({ foreign: [...flows], obstacles: [] }, { locale });
  return flows.map(({ draft: { name } }) => ({
    code: 'tag_in_use',
    flow: name,
    message:
      locale === 'en'
        ? `${name}: it cannot be told which of the new tags it would mean. Change it first.`
        : `「${name}」：无法判断它指的是拆分后的哪个标签，请先修改这条规则。`,
  }));
}
