import type { FlowBundle, ImportItem, Template } from '@tagloom/contracts';
import { describe } from '@tagloom/rule-engine';
import { backfillOf, bundlesOf } from './story-bundle.js';
import { storyCatalog } from './story-catalog.js';
import type { Story } from './story.js';

/** What of a template is the same everywhere. */
export type TemplateTexts = Pick<Template, 'key' | 'name' | 'story' | 'flows' | 'backfill' | 'customers'>;

export function templateTexts(story: Story): TemplateTexts {
  const catalog = storyCatalog(story);
  const english = bundlesOf(story, 'en');
  return {
    key: story.key,
    name: story.name,
    story: story.story,
    flows: bundlesOf(story, 'zh-CN').map(({ flow, golden = [] }, at) => ({
      name: { 'zh-CN': flow.name, en: english[at].flow.name },
      sentence: { 'zh-CN': describe(flow, 'zh-CN', catalog), en: describe(english[at].flow, 'en', catalog) },
      golden: golden.length,
    })),
    backfill: backfillOf(story),
    customers: story.customers.map(({ about, streamed }) => ({
      about,
      matches: Object.values(streamed).some((part) => part.length > 0),
    })),
  };
}

/** Keys, as they will be here, of the tags that the flows of a template give or propose. */
export function tagsGiven(bundles: readonly FlowBundle[], items: readonly ImportItem[]): Set<string> {
  const given = bundles.flatMap(({ flow }) =>
    flow.nodes.flatMap((node) => (node.kind === 'action' && 'tag' in node.data ? [node.data.tag] : [])),
  );
  const keys = new Set<string>();
  for (const { kind, key, proposal } of items) if (kind === 'tag' && given.includes(key)) keys.add(proposal.to);
  return keys;
}
