import assert from 'node:assert/strict';
import { handsOn, shows, signIn } from './hands.mjs';
import { METRIC, TAG } from './seed-world.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */

/**
 * From an empty canvas to a tag on a customer, and back.
 *
 * @param {{ page: import('playwright-core').Page, step: Step, world: World }} on
 */
export async function designersJourney({ page, step, world }) {
  console.log('A designer draws a rule, publishes it and follows what it did');
  const { customer, matching } = world;
  const hands = handsOn(page);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  const [trigger, condition, action] = [id('node-trigger'), id('node-condition'), id('node-action')];

  await step('signs in', () => signIn(page, world.signIns.designer));
  await step('makes a new flow, which has a trigger', async () => {
    await page.getByRole('link', { name: '规则' }).first().click();
    await id('new-flow').click();
    await trigger.waitFor();
  });
  await step('drags a condition and an action from the palette', async () => {
    await hands.dropBelow('condition', trigger, 110);
    await condition.waitFor();
    await hands.dropBelow('action-addTag', condition, 110);
    await action.waitFor();
    assert.equal(await page.locator('[data-node-id]').count(), 3);
  });
  await step('connects their ports with the mouse', async () => {
    await hands.connect(trigger, condition);
    await hands.connect(condition, action);
    await page.locator('.react-flow__edge').nth(1).waitFor({ state: 'attached' });
    assert.equal(await page.locator('.react-flow__edge').count(), 2);
  });
  await step('chooses fact, operator and value of the condition', async () => {
    await condition.click();
    await hands.choose('fact-picker', METRIC['zh-CN'], '90');
    await hands.choose('operator-select', '大于');
    await id('value-input').locator('input').fill('2');
    await shows(condition, /大于\s*2/);
  });
  await step('chooses the tag of the action by pinyin initials', async () => {
    await action.click();
    await hands.choose('tag-picker', TAG['zh-CN'], 'gjz');
    await shows(action, TAG['zh-CN']);
  });
  await step('reads the rule as a sentence', async () => {
    await shows(id('sentence'), METRIC['zh-CN']);
    await shows(id('sentence'), TAG['zh-CN']);
  });
  await step('sees how many customers it is true for', () =>
    shows(id('live-count'), new RegExp(`(^|\\D)${matching}(\\D|$)`)),
  );
  await step('sees that the draft is saved', () =>
    page.locator('[data-testid=save-state][data-state=saved]').waitFor(),
  );
  await step('simulates a customer, with the actual value shown', async () => {
    await id('simulate').click();
    await hands.choose('sim-customer', customer.name, customer.name);
    await id('sim-result').locator('[data-verdict=yes]').waitFor();
    assert.equal(await page.locator('[data-fact="metric.orders_90d"] input').inputValue(), String(customer.orders));
  });
  await step('publishes for everyone and sees the run done', async () => {
    await id('publish').click();
    await id('publish-everyone').click();
    await id('publish-confirm').click();
    await page.locator('[data-testid=run-progress][data-status=done]').waitFor();
    await shows(id('run-progress'), new RegExp(`(^|\\D)${matching}(\\D|$)`));
    await id('publish-close').click();
  });
  await step('finds the tag on a customer', async () => {
    await page.getByRole('link', { name: '客户' }).first().click();
    await page.getByRole('link', { name: customer.name }).click();
    await shows(id('customer-tag-vip'), TAG['zh-CN']);
  });
  await step('reads why, with the value that was found', async () => {
    await id('customer-tag-vip').click();
    const leaf = id('trace-table').locator('tbody tr').filter({ hasText: METRIC['zh-CN'] });
    await shows(leaf.locator('td').nth(2), new RegExp(`(^|\\D)${customer.orders}(\\D|$)`));
  });
  await step('removes the tag by hand, after confirming', async () => {
    await id('remove-tag').click();
    await page.getByRole('dialog').getByRole('textbox', { name: /原因/ }).fill('客户本人要求');
    await id('confirm-tag').click();
    await id('customer-tag-vip-forbidden').waitFor();
    assert.equal(await id('customer-tag-vip').count(), 0);
  });
  await step('sees both changes in the timeline', async () => {
    const changes = id('timeline').locator('[data-kind=change]').filter({ hasText: TAG['zh-CN'] });
    await shows(changes, /打上/);
    await shows(changes.filter({ hasText: '客户本人要求' }), /去掉/);
  });
  await step('sees both changes of the customer in the history', async () => {
    await page.getByRole('link', { name: '历史' }).first().click();
    const rows = id('history').locator('tbody tr').filter({ hasText: customer.name });
    await shows(rows, /打上/);
    await shows(rows.filter({ hasText: '客户本人要求' }), /去掉/);
  });
  await step('switches to English, and the page is translated', () => switchToEnglish(page));
  await step('switches back to Chinese, for messages of the server too', async () => {
    const told = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
    await page.getByTestId('account').click();
    await page.getByRole('menuitem', { name: '中文' }).click();
    assert.equal((await (await told).json()).locale, 'zh-CN');
    await page.getByRole('link', { name: '客户' }).first().waitFor();
  });
}

/** @param {import('playwright-core').Page} page */
async function switchToEnglish(page) {
  await page.getByTestId('account').click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  const history = page.getByTestId('history');
  await page.getByRole('link', { name: 'Customers' }).first().waitFor();
  await shows(history, TAG.en);
  const texts = [await page.getByRole('navigation').innerText(), await history.locator('thead').innerText()];
  for (const text of texts) assert.doesNotMatch(text, /\p{Script=Han}/u);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
}
