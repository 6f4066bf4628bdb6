import assert from 'node:assert/strict';
import { handsOn, shows, signIn } from './hands.mjs';
import { ordersAtLeast, ruleDesk, ruleOf } from './rule-desk.mjs';
import { METRIC } from './seed-world.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */

const NAME = '值得回访';

/**
 * Why a customer has a tag, why another one has not, and the same evaluation once more.
 *
 * @param {{ page: import('playwright-core').Page, step: Step, world: World }} on
 */
export async function whyJourney({ page, step, world }) {
  console.log('A designer asks why, why not, and opens what was decided in the simulator');
  const { customer, lacking } = world;
  const desk = ruleDesk(world);
  const hands = handsOn(page);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  await desk.tag('call_back', '值得回访');
  const rule = await desk.draft(ruleOf(NAME, ordersAtLeast(4), 'call_back'));
  await desk.publish(rule);
  const open = async (/** @type {string} */ name) => {
    await page.getByRole('link', { name: '客户' }).first().click();
    await page.getByRole('link', { name }).click();
  };

  await step('signs in', () => signIn(page, world.signIns.designer));
  await step('reads why: the rule in its words, its version, and the value that was found', async () => {
    await open(customer.name);
    await id('customer-tag-call_back').click();
    const reason = id('change-reason');
    await shows(reason, `「${NAME}」第 1 版`);
    await shows(reason, /至少 4/);
    const leaf = reason.getByTestId('trace-table').locator('tbody tr').filter({ hasText: METRIC['zh-CN'] });
    await shows(leaf.locator('td').nth(2), new RegExp(`(^|\\D)${customer.orders}(\\D|$)`));
  });
  await step('opens the evaluation in the simulator, with the facts as they were', async () => {
    await id('open-in-simulator').click();
    await shows(id('past-of'), customer.name);
    await id('sim-result').locator('[data-verdict=yes]').waitFor();
    const value = page.locator('[data-fact="metric.orders_90d"] input');
    assert.equal(await value.inputValue(), String(customer.orders));
  });
  await step('tries fewer orders there: the answer turns, and nothing is written', async () => {
    const before = await desk.state(rule);
    await page.locator('[data-fact="metric.orders_90d"] input').fill('1');
    await id('sim-result').locator('[data-verdict=no]').waitFor();
    assert.deepEqual(await desk.state(rule), before);
  });
  await step('asks why another customer has not got it: what is missing, and what would turn it', async () => {
    await open(lacking.name);
    await id('why-mode').getByText('为什么没有').click();
    await hands.choose('why-not-card', NAME, NAME);
    const answer = id('why-not-answer');
    await shows(answer, METRIC['zh-CN']);
    assert.equal(await answer.getAttribute('data-verdict'), 'no');
    await shows(id('why-not-flips').getByRole('listitem'), /至少 4/);
  });
}
