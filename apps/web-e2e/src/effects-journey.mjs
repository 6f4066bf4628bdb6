import assert from 'node:assert/strict';
import { handsOn, shows, signIn } from './hands.mjs';
import { TAG } from './seed-world.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */

const STREAK = '连续下单天数';
const MESSAGE = '请联系这位客户';

/**
 * From a metric of one's own to a message in the inbox and its receipt.
 *
 * @param {{ page: import('playwright-core').Page, step: Step, world: World }} on
 */
export async function effectsJourney({ page, step, world }) {
  console.log('A designer counts streaks, has a rule tell someone, and finds message and receipt');
  const hands = handsOn(page);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  const [trigger, condition] = [id('node-trigger'), id('node-condition')];
  const actions = id('node-action');

  await step('signs in', () => signIn(page, world.signIns.designer));
  await step('defines a streak metric, and reads it as a sentence', async () => {
    await page.getByRole('link', { name: '指标' }).first().click();
    await id('new-metric').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByTestId('metric-events').click();
    await option(page, '付款').click();
    await page.keyboard.press('Escape');
    await drawer.getByTestId('metric-aggregation').click();
    await option(page, '最长连续天数').click();
    await drawer.getByTestId('window-drawing').waitFor();
    await shows(drawer.getByTestId('metric-sentence'), /最长连续有「付款」的天数/);
    await drawer.getByLabel('标识').fill('order_streak');
    await drawer.getByLabel('中文名').fill(STREAK);
    await id('save-metric').click();
    await page.getByRole('row').filter({ hasText: STREAK }).filter({ hasText: '可用' }).waitFor();
  });
  await step('draws a rule with the metric, a tag and a message', async () => {
    await page.getByRole('link', { name: '规则' }).first().click();
    await id('new-flow').click();
    await trigger.waitFor();
    await trigger.click();
    await id('palette-condition').click();
    await hands.choose('fact-picker', STREAK, 'order_streak');
    await hands.choose('operator-select', '至少');
    await id('value-input').locator('input').fill('1');
    await id('palette-action-addTag').click();
    await hands.choose('tag-picker', TAG['zh-CN'], 'gjz');
  });
  await step('has the tag stay at least three days', async () => {
    await id('tag-hold').locator('input').first().fill('3');
    await shows(actions, /至少 3\s天/);
  });
  await step('sees what the message still lacks, and writes it', async () => {
    await condition.click();
    await id('palette-action-notify').click();
    await shows(actions, /还没有选择接收人/);
    await hands.choose('recipient', world.signIns.designer.name);
    await id('notify-message').fill(MESSAGE);
    await shows(actions, MESSAGE);
  });
  await step('publishes for everyone', async () => {
    await id('publish').click();
    await id('publish-everyone').click();
    await id('publish-confirm').click();
    await page.locator('[data-testid=run-progress][data-status=done]').waitFor();
    await id('publish-close').click();
  });
  await step('finds the message in the inbox, and marks all as read', async () => {
    await id('inbox-bell').click();
    const message = id('message').filter({ hasText: MESSAGE });
    await message.first().waitFor();
    await page.getByRole('button', { name: '全部标为已读' }).click();
    await page.locator('[data-testid=message]:not([data-unread])').first().waitFor();
    assert.equal(await page.locator('[data-testid=message][data-unread]').count(), 0);
    await page.keyboard.press('Escape');
  });
  await step('finds the receipt of the delivery', async () => {
    await page.getByRole('link', { name: '运行' }).first().click();
    await page.getByText('回执', { exact: true }).first().click();
    const row = id('deliveries').getByRole('row').filter({ hasText: '通知同事' });
    await shows(row, '已完成');
  });
}

/** @param {import('playwright-core').Page} page @param {string} text */
const option = (page, text) =>
  page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: text })
    .first();
