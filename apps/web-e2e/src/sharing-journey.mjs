import assert from 'node:assert/strict';
import { askAs, told } from './api.mjs';
import { handsOn, shows, signIn } from './hands.mjs';
import { lockedTag } from './locked-tag.mjs';
import { matrixOn } from './matrix-hands.mjs';
import { CALLBACK_TAG, EVENT_TAG, sharingWorld, SPENDING_TAG } from './sharing-world.mjs';
import { twoPersons } from './two-persons.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */
/** @typedef {import('./sharing-world.mjs').SharingWorld} SharingWorld */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ page: Page, step: Step, world: World, newPage: () => Promise<Page> }} On */

const WHY = '双 618 回访分流';
/** Nothing is drawn there. */
const CUSTOMER = '王芳13';

/**
 * A tag is lent for rules and nothing more; another one is locked; and whoever answers for it reads who asked and who agreed.
 *
 * @param {On} on
 */
export async function sharingJourney({ page: market, step, world, newPage }) {
  console.log('A department lends a tag, another draws a rule with it, a third locks one, and compliance reads it all');
  const sharing = await sharingWorld(world, CUSTOMER);
  const { people } = sharing;
  const [marketToo, service, sales, law] = [await newPage(), await newPage(), await newPage(), await newPage()];
  await step('people of four departments sign in', async () => {
    await signIn(market, people.market);
    await signIn(marketToo, people.marketToo);
    await signIn(service, people.service);
    await signIn(sales, people.sales);
    await signIn(law, people.law);
  });
  await lending({ market, service, step, sharing });
  await drawing({ service, step, sharing });
  await lockedTag({ sales, service, step, sharing });
  await asking({ market, service, law, step, sharing });
  await twoPersons({ market, marketToo, sales, law, step, world, sharing });
  for (const page of [marketToo, service, sales, law]) await page.context().close();
}

/** @param {{ market: Page, service: Page, step: Step, sharing: SharingWorld }} on */
async function lending({ market, service, step, sharing: { tags, departments } }) {
  const { id, key } = tags.event;
  const asService = askAs(service);
  await step('客服部 does not know the tag of 市场部: to it there is none', async () => {
    await service.goto('/tags');
    await service.getByTestId(`tag-${tags.callback.key}`).waitFor();
    assert.equal(await service.getByTestId(`tag-${key}`).count(), 0);
    assert.deepEqual(await told(asService, 'GET', `/tags/${id}`), await told(asService, 'GET', '/tags/987654'));
  });
  await step('市场部 lends it to 客服部 for rules, in the matrix', async () => {
    const matrix = matrixOn(market);
    await matrix.open();
    await matrix.reads(id, departments.service, '隐藏');
    await matrix.lend({ tagId: id, departmentId: departments.service, level: 'use', purpose: WHY });
    await matrix.reads(id, departments.service, '可用于规则');
    // to nobody else
    await matrix.reads(id, departments.sales, '隐藏');
  });
  await step('客服部 sees it in its open library, with what it may do', async () => {
    await service.getByTestId(`tag-${key}`).waitFor();
    await service.getByTestId(`tag-${key}`).click();
    await shows(service.getByTestId('tag-band'), '可用于规则');
  });
  await step('客服部 is offered nothing to change it, and is refused through the API', async () => {
    for (const button of ['edit-tag', 'delete-tag', 'merge-tag', 'split-tag'])
      assert.equal(await service.getByTestId(button).count(), 0, button);
    const name = { 'zh-CN': '改成我们的' };
    assert.deepEqual(await told(asService, 'PATCH', `/tags/${id}`, { name }), [403, 'level_too_low']);
    assert.deepEqual(await told(asService, 'DELETE', `/tags/${id}`), [403, 'level_too_low']);
    const share = { tagId: id, departmentId: departments.sales, level: 'read', purpose: WHY };
    assert.deepEqual(await told(asService, 'POST', '/shares', share), [403, 'not_owner']);
  });
}

/** @param {{ service: Page, step: Step, sharing: SharingWorld }} on */
async function drawing({ service, step, sharing: { tags, customer } }) {
  const hands = handsOn(service);
  const id = (/** @type {string} */ name) => service.getByTestId(name);
  const [trigger, condition, action] = [id('node-trigger'), id('node-condition'), id('node-action')];
  await step('客服部 draws a rule with it: found in the picker, it sets a tag of its own', async () => {
    await service.goto('/flows');
    await id('new-flow').click();
    await trigger.waitFor();
    await hands.dropBelow('condition', trigger, 110);
    await condition.waitFor();
    await hands.dropBelow('action-addTag', condition, 110);
    await action.waitFor();
    await hands.connect(trigger, condition);
    await hands.connect(condition, action);
    await condition.click();
    await hands.choose('fact-picker', EVENT_TAG, '618');
    await shows(condition, EVENT_TAG);
    await action.click();
    await hands.choose('tag-picker', CALLBACK_TAG, 'hf');
    await shows(action, CALLBACK_TAG);
    await service.locator('[data-testid=save-state][data-state=saved]').waitFor();
  });
  await step('publishes it, and the customer who took part is to be called back', async () => {
    await id('publish').click();
    await id('publish-everyone').click();
    await id('publish-confirm').click();
    await service.locator('[data-testid=run-progress][data-status=done]').waitFor();
    await service.goto(`/customers/${customer.id}`);
    await id(`customer-tag-${tags.callback.key}`).waitFor();
    await id(`customer-tag-${tags.event.key}`).waitFor();
  });
}

/** @param {{ market: Page, service: Page, law: Page, step: Step, sharing: SharingWorld }} on */
async function asking({ market, service, law, step, sharing: { tags, people } }) {
  const purpose = '回访后由客服补打';
  await step('客服部 asks for more, and 市场部 agrees', async () => {
    await service.goto(`/tags/${tags.event.id}`);
    await service.getByTestId('ask-tag').click();
    const dialog = service.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '用途' }).fill(purpose);
    await dialog.getByRole('button', { name: '提交申请' }).click();
    await dialog.waitFor({ state: 'detached' });
    await market.goto('/sharing?tab=waiting');
    const request = market.getByTestId('share-request').filter({ hasText: purpose });
    await request.getByTestId('grant').click();
    await market
      .getByRole('dialog')
      .getByRole('button', { name: /同\s?意/ })
      .last()
      .click();
    await market.getByRole('dialog').waitFor({ state: 'detached' });
    await service.goto(`/tags/${tags.event.id}`);
    await shows(service.getByTestId('tag-band'), '可打标');
  });
  await step('合规部 reads who lent, who asked, who agreed and what for', async () => {
    await law.goto('/sharing?tab=log');
    const rows = law.getByTestId('sharing-log').locator('tbody tr').filter({ hasText: '客服部' });
    await shows(rows.filter({ hasText: WHY }), people.market.name);
    await shows(rows.filter({ hasText: SPENDING_TAG }), people.sales.name);
    const asked = rows.filter({ hasText: purpose }).filter({ hasText: '申请' });
    await shows(asked, people.service.name);
    await shows(asked, people.market.name);
    await shows(asked, /已同意/);
  });
}
