import assert from 'node:assert/strict';
import { askAs, told } from './api.mjs';
import { handsOn } from './hands.mjs';
import { matrixOn } from './matrix-hands.mjs';
import { EVENT_TAG, SPENDING_TAG } from './sharing-world.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * A tag of the whole enterprise is locked for one department by its owner, and is nowhere there any more.
 *
 * @param {{ sales: Page, service: Page, step: import('./sharing-journey.mjs').Step, sharing: import('./sharing-world.mjs').SharingWorld }} on
 */
export async function lockedTag({ sales, service, step, sharing: { tags, departments, customer } }) {
  const { id, key } = tags.spending;
  const asService = askAs(service);
  const chip = service.getByTestId(`customer-tag-${key}`);
  const condition = (/** @type {string} */ tag) => ({ fact: `tag.${tag}`, operator: 'equal', value: '高' });
  await step('客服部 sees the spending power of the customer, as the whole enterprise does', async () => {
    await chip.waitFor();
    assert.equal((await asService('POST', '/flows/count', { condition: condition(key) })).body.matching, 1);
  });
  await step('销售部 locks it for 客服部, and it is gone from the page that is open there', async () => {
    const matrix = matrixOn(sales);
    await matrix.open();
    await matrix.lend({ tagId: id, departmentId: departments.service, level: 'hidden', purpose: '只由销售部使用' });
    await matrix.reads(id, departments.service, '隐藏');
    await chip.waitFor({ state: 'detached' });
  });
  await step('neither library nor search, nor the list and page of customers name it', async () => {
    for (const [path, ready] of [
      ['/tags', `tag-${tags.callback.key}`],
      [`/customers/${customer.id}`, `customer-tag-${tags.callback.key}`],
      ['/customers', 'customers-total'],
      ['/history', 'history'],
    ]) {
      await service.goto(path);
      await service.getByTestId(ready).waitFor();
      assert.doesNotMatch(await service.locator('body').innerText(), new RegExp(SPENDING_TAG), path);
    }
    for (const q of [SPENDING_TAG, 'xfnl', 'spending'])
      assert.deepEqual((await asService('GET', `/tags/search?q=${encodeURIComponent(q)}`)).body, [], q);
  });
  await step('no picker of the editor offers it', async () => {
    await service.goto('/flows');
    await service
      .getByRole('link', { name: /未命名|新规则|规则/ })
      .first()
      .waitFor();
    await service.getByTestId('new-flow').click();
    const [trigger, leaf] = [service.getByTestId('node-trigger'), service.getByTestId('node-condition')];
    await trigger.waitFor();
    await handsOn(service).dropBelow('condition', trigger, 110);
    await leaf.click();
    assert.deepEqual(await offered(service, 'fact-picker', EVENT_TAG), [EVENT_TAG]);
    assert.deepEqual(await offered(service, 'fact-picker', SPENDING_TAG), []);
  });
  await step('what asks for it by name is answered as if it had never been', async () => {
    const none = 'no_such_tag';
    for (const [method, path, body] of [
      ['POST', '/customers/search', (/** @type {string} */ tag) => ({ condition: condition(tag) })],
      ['POST', '/flows/count', (/** @type {string} */ tag) => ({ condition: condition(tag) })],
    ])
      assert.deepEqual(await told(asService, method, path, body(key)), await told(asService, method, path, body(none)));
    for (const path of ['/tags/:id', '/tags/:id/versions', `/customers/${customer.id}/why?tag=:id`])
      assert.deepEqual(
        await told(asService, 'GET', path.replace(':id', id)),
        await told(asService, 'GET', path.replace(':id', '987654')),
        path,
      );
    const changes = (await asService('GET', `/changes?customer=${customer.id}`)).body;
    assert.doesNotMatch(JSON.stringify(changes), new RegExp(SPENDING_TAG));
  });
}

/** The options that are shown when one types. @param {Page} page @param {string} field @param {string} text */
async function offered(page, field, text) {
  await page.getByTestId(field).locator('.ant-select').first().click();
  await page.keyboard.type(text);
  await page.waitForTimeout(500);
  const options = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option');
  const texts = await options.allInnerTexts();
  await page.keyboard.press('Escape');
  return texts.map((option) => option.trim());
}
