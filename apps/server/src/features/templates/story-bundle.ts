import type { FlowBundle, GoldenCase, Locale, TemplateBackfill } from '@tagloom/contracts';
import { localize, isTagAction, type Flow } from '@tagloom/contracts';
import { actionNodes, expectationOf, factsInCondition, flowCondition } from '@tagloom/rule-engine';
import { text, type GoldenCustomer, type Say, type Story } from './story.js';

export const sayIn =
  (locale: Locale): Say =>
  (zh, en) =>
    localize(text(zh, en), locale);

/**
 * The flows of a story as bundles in one language. Each has everything that the story needs, so that one mapping fits all;
 * a bundle of the list reads at most what those before it write.
 */
export function bundlesOf({ needs, flows }: Story, locale: Locale): FlowBundle[] {
  return flows.map(({ draw, golden }) => {
    const flow = draw(sayIn(locale));
    return {
      format: 'tagloom-flow',
      version: 1,
      flow,
      tagGroups: needs.tagGroups ?? [],
      tags: needs.tags ?? [],
      metrics: needs.metrics ?? [],
      rfm: needs.rfm ?? [],
      lexicons: [],
      eventTypes: needs.eventTypes ?? [],
      profileFields: needs.profileFields ?? [],
      users: [],
      departments: [],
      endpoints: [],
      golden: golden.map((customer) => goldenCase(customer, flow, locale)),
    };
  });
}

/** An unknown fact is one that a case does not give. Noon of Greenwich is the same day almost everywhere. */
function goldenCase({ name, facts, expects, today }: GoldenCustomer, flow: Flow, locale: Locale): GoldenCase {
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return {
    name: localize(name, locale),
    facts: Object.fromEntries(known) as GoldenCase['facts'],
    now: today === undefined ? null : `${today}T12:00:00Z`,
    expected: actionNodes(flow)
      .filter(({ id }) => expects.includes(id))
      .map(expectationOf),
  };
}

/** What a run over everyone, which knows no event of the moment, can tell of a story. */
export function backfillOf(story: Story): TemplateBackfill {
  const actions = story.flows.flatMap(({ draw }) => {
    const flow = draw(sayIn('zh-CN'));
    return actionNodes(flow).map(({ id, data }) => ({
      isTag: isTagAction(data),
      readsEvent: factsInCondition(flowCondition(flow, id)).some((name) => name.startsWith('event.')),
    }));
  });
  if (actions.every(({ readsEvent }) => !readsEvent)) return 'all';
  return actions.some(({ isTag, readsEvent }) => isTag && !readsEvent) ? 'tags' : 'none';
}
