import assert from 'node:assert/strict';
import { shows, signIn } from './hands.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */

const TEMPLATE = 'high_intent';

/**
 * From a story to a rule with everything it needs.
 *
 * @param {{ page: import('playwright-core').Page, step: Step, world: World }} on
 */
export async function templatesJourney({ page, step, world }) {
  console.log('A designer makes a rule of a template');
  const { call } = world.api;
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  const card = id(`template-${TEMPLATE}`);
  const templates = await call('GET', '/templates');
  const { needs } = templates.find((/** @type {{ key: string }} */ { key }) => key === TEMPLATE);
  const named = (/** @type {string} */ kind) =>
    needs.find((/** @type {{ kind: string }} */ need) => need.kind === kind).name['zh-CN'];
  let rule = '';

  await step('signs in', () => signIn(page, world.signIns.designer));
  await step('finds the templates beside the rules, each with its story and what it needs', async () => {
    await page.getByRole('link', { name: '规则' }).first().click();
    await id('from-template').click();
    await shows(card, named('tag'));
    await shows(card, '将新建');
    assert.equal(await page.locator('section[data-testid^=template-]').count(), templates.length);
  });
  await step('uses one, and is in the editor of its draft', async () => {
    await id(`use-${TEMPLATE}`).click();
    await id('node-action').first().waitFor();
    rule = String(/flows\/(\d+)/.exec(page.url())?.[1]);
    await shows(id('sentence'), named('tag'));
    assert.equal(await id('publish').isEnabled(), true);
  });
  await step('sees its golden customers pass', async () => {
    await id('flow-impact').click();
    await page.getByRole('link', { name: '黄金客户' }).click();
    const { cases } = await call('GET', `/flows/${rule}/golden`);
    assert(cases.length > 0);
    await shows(id('golden-summary'), `${cases.length} 位中 ${cases.length} 位通过`);
  });
  await step('finds the tag and the metric that came with it', async () => {
    await page.getByRole('link', { name: '标签' }).first().click();
    await shows(page.getByRole('main'), named('tag'));
    await page.getByRole('link', { name: '指标' }).first().click();
    await shows(page.getByRole('row'), named('metric'));
  });
  await step('sees on the template that a rule uses its tags now, and that nothing would be made twice', async () => {
    await page.goto('/templates');
    await shows(card, '已有规则在用这些标签');
    await shows(card, '沿用已有');
    assert.equal(await card.getByText('将新建').count(), 0);
  });
}
