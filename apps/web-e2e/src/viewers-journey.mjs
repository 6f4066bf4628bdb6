import assert from 'node:assert/strict';
import { signIn } from './hands.mjs';

/**
 * What a role may not do is not offered.
 *
 * @param {Parameters<typeof import('./designers-journey.mjs').designersJourney>[0]} on
 */
export async function viewersJourney({ page, step, world }) {
  console.log('A viewer looks, and is offered nothing to change');
  const id = (/** @type {string} */ name) => page.getByTestId(name);

  await step('signs in', () => signIn(page, world.signIns.viewer));
  await step('sees the flows without a button to make one', async () => {
    await page.getByRole('link', { name: '规则' }).first().click();
    await page.locator('tbody tr.ant-table-row').first().waitFor();
    assert.equal(await id('new-flow').count(), 0);
    assert.equal(await id('import-flow').count(), 0);
  });
  await step('sees a tagged customer without buttons to add or remove tags', async () => {
    await page.getByRole('link', { name: '客户' }).first().click();
    await page.getByRole('link', { name: world.bystander.name }).click();
    await id('customer-tag-vip').click();
    assert.equal(await id('add-tag').count(), 0);
    assert.equal(await id('remove-tag').count(), 0);
  });
}
