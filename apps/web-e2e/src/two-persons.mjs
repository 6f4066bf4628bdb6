import assert from 'node:assert/strict';
import { askAs } from './api.mjs';
import { shows } from './hands.mjs';
import { matrixOn } from './matrix-hands.mjs';
import { EVENT_TAG } from './sharing-world.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./sharing-journey.mjs').On} On */

const WHY = '大客户拜访前了解活动参与';
const NOTE = '可以，到年底复查';

/**
 * Where lending takes two persons: one asks, another of the same department agrees, and compliance sees both.
 *
 * @param {Pick<On, 'step' | 'world'> & { market: Page, marketToo: Page, sales: Page, law: Page, sharing: import('./sharing-world.mjs').SharingWorld }} on
 */
export async function twoPersons({ market, marketToo, sales, law, step, world, sharing }) {
  const { call } = world.api;
  const before = await call('GET', '/settings/four-eyes');
  await call('PUT', '/settings/four-eyes', { ...before, share: true });
  try {
    await asked({ market, sales, step, sharing });
    await agreed({ market, marketToo, sales, law, step, sharing });
  } finally {
    await call('PUT', '/settings/four-eyes', before);
  }
}

/** @param {Pick<Parameters<typeof twoPersons>[0], 'market' | 'sales' | 'step' | 'sharing'>} on */
async function asked({ market, sales, step, sharing: { tags, departments } }) {
  const { id } = tags.event;
  const asMarket = askAs(market);
  await step('lending takes two persons now: in the matrix one asks for the word of another', async () => {
    const matrix = matrixOn(market);
    await matrix.open();
    await matrix.lend({ tagId: id, departmentId: departments.sales, level: 'read', purpose: WHY });
    const ask = market.getByTestId('ask-approval');
    await ask.getByRole('textbox').fill(WHY);
    await ask.getByTestId('send-approval').click();
    await market.getByTestId('approval-sent').waitFor();
    await market.getByTestId('approval-close').click();
    await matrix.reads(id, departments.sales, '隐藏');
  });
  await step(
    'nobody was lent anything, neither by whoever asked through the API nor by agreeing to oneself',
    async () => {
      const share = { tagId: id, departmentId: departments.sales, level: 'read', purpose: WHY };
      const byHand = await asMarket('POST', '/shares', share);
      assert.deepEqual([byHand.status, byHand.body.error.code], [409, 'approval_required']);
      const [approval] = (await asMarket('GET', '/approvals?status=open')).body.items;
      const own = await asMarket('POST', `/approvals/${approval.id}/decide`, { decision: 'approve' });
      assert.equal(own.body.error.code, 'own_approval');
      assert.equal((await askAs(sales)('GET', `/tags/${id}`)).status, 404);
    },
  );
}

/** @param {Pick<Parameters<typeof twoPersons>[0], 'market' | 'marketToo' | 'sales' | 'law' | 'step' | 'sharing'>} on */
async function agreed({ market, marketToo, sales, law, step, sharing: { tags, departments, people } }) {
  const { id } = tags.event;
  await step('a second person of 市场部 reads what would happen, and agrees', async () => {
    await marketToo.goto('/approvals');
    await marketToo.getByTestId('approval').filter({ hasText: WHY }).getByRole('button').click();
    const panel = marketToo.getByTestId('approval-panel');
    await shows(panel, EVENT_TAG);
    await panel.getByRole('textbox').fill(NOTE);
    await panel.getByTestId('approve-approval').click();
    await shows(panel.getByTestId('decision'), people.marketToo.name);
  });
  await step('销售部 has it now, and whoever asked sees it in the matrix', async () => {
    await matrixOn(market).reads(id, departments.sales, '只读');
    await sales.goto(`/tags/${id}`);
    await shows(sales.getByTestId('tag-band'), '只读');
  });
  await step('合规部 sees who asked and who agreed', async () => {
    await law.goto('/approvals?tab=all');
    await law.getByTestId('approval').filter({ hasText: WHY }).getByRole('button').click();
    const panel = law.getByTestId('approval-panel');
    await shows(panel, people.market.name);
    await shows(panel.getByTestId('decision'), people.marketToo.name);
    await shows(panel.getByTestId('decision'), NOTE);
    for (const button of ['approve-approval', 'reject-approval'])
      assert.equal(await panel.getByTestId(button).count(), 0);
  });
}
