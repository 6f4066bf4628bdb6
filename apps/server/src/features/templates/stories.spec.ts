import { describe, expect, it } from '@jest/globals';
import { LOCALES } from '@tagloom/contracts';
import {
  compileFlow,
  createAuthority,
  describe as sentence,
  evaluatePlan,
  judgeGolden,
  parseBundle,
  validateFlow,
} from '@tagloom/rule-engine';
import { backfillOf, bundlesOf } from './story-bundle.js';
import { storyCatalog } from './story-catalog.js';
import { STORIES } from './stories/index.js';

const told = STORIES.flatMap((story) =>
  LOCALES.flatMap((locale) => bundlesOf(story, locale).map((bundle) => ({ story, locale, bundle }))),
);
const named = told.map((item) => ({ ...item, title: `${item.bundle.flow.name} (${item.locale})` }));
const NOON = '2026-06-17T12:00:00Z';

describe.each(named)('the rule $title', ({ story, locale, bundle }) => {
  const catalog = storyCatalog(story);
  const { flow, golden = [] } = bundle;

  it('is a bundle that can be read, valid with what comes with it, and says what it does', () => {
    expect(parseBundle(JSON.stringify(bundle))).toEqual(bundle);
    expect(validateFlow(flow, catalog)).toEqual([]);
    expect(sentence(flow, locale, catalog)).not.toMatch(/(metric|event|profile|tag|rfm)\./);
  });

  it('comes with golden customers of both kinds', () => {
    expect(golden.some(({ expected }) => expected.length > 0)).toBe(true);
    expect(golden.some(({ expected }) => expected.length === 0)).toBe(story.key !== 'lifecycle');
  });

  it.each(golden)('does what it should for «$name», by the compiled plan and by json-rules-engine', async (given) => {
    const moment = { now: new Date(given.now ?? NOON), timeZone: 'Asia/Shanghai' };
    const byPlan = evaluatePlan(compileFlow(flow, catalog), given.facts, moment).actions;
    const byAuthority = (await createAuthority(flow, catalog).run(given.facts, moment)).actions;
    for (const actions of [byPlan, byAuthority]) {
      const holding = new Set(actions.map(({ nodeId }) => nodeId));
      expect(judgeGolden(flow, holding, given.expected)).toMatchObject({ missing: [], unexpected: [] });
    }
  });
});

describe('the stories', () => {
  it('all have another key, and customers who match as well as customers who nearly do', () => {
    expect(new Set(STORIES.map(({ key }) => key)).size).toBe(STORIES.length);
    const customers = STORIES.flatMap((story) => story.customers.map(({ key }) => `${story.key} ${key}`));
    expect(new Set(customers).size).toBe(customers.length);
    for (const { key, customers: who } of STORIES) {
      const matching = who.filter(({ streamed }) => Object.keys(streamed).length > 0);
      expect([key, matching.length >= 2, who.length > matching.length || key === 'lifecycle']).toEqual([
        key,
        true,
        true,
      ]);
    }
  });

  it('say how much of them history can tell', () => {
    const partly = STORIES.filter((story) => backfillOf(story) !== 'all').map((story) => [
      story.key,
      backfillOf(story),
    ]);
    expect(partly).toEqual([
      ['sensitive_skin', 'tags'],
      ['urgent_need', 'none'],
    ]);
  });
});
