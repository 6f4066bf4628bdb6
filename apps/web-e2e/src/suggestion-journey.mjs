import assert from 'node:assert/strict';
import { handsOn, shows, signIn } from './hands.mjs';
import { ACTIVE, METRIC } from './seed-world.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */

const REASON = '电话里确认过';

/**
 * From a score that only just is not reached to a tag that a person agreed to.
 *
 * @param {{ page: import('playwright-core').Page, step: Step, world: World }} on
 */
export async function suggestionJourney({ page, step, world }) {
  console.log('A designer has a score suggest a tag, an event reaches it, and a person accepts');
  const { almost, signIns } = world;
  const hands = handsOn(page);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  const [trigger, conditions, score] = [id('node-trigger'), id('node-condition'), id('node-score')];

  await step('signs in', () => signIn(page, signIns.designer));
  await step('draws two conditions that lead into a score', async () => {
    await page.getByRole('link', { name: '规则' }).first().click();
    await id('new-flow').click();
    await trigger.click();
    await id('palette-condition').click();
    await hands.choose('fact-picker', METRIC['zh-CN'], '90');
    await hands.choose('operator-select', '至少');
    await id('value-input').locator('input').fill('3');
    await trigger.click();
    await id('palette-condition').click();
    await hands.choose('fact-picker', '性别', '性别');
    await hands.choose('operator-select', '等于');
    await hands.choose('value-input', '女');
    await shows(conditions, /性别是「女」/);
    await id('palette-score').click();
    await hands.connect(conditions.first(), score);
    await shows(id('inspector'), /权重合计 2/);
  });
  await step('eases the score by a second handle, moved with the keyboard', async () => {
    await id('score-leave-toggle').click();
    const handles = id('score-threshold').getByRole('slider');
    assert.equal(await handles.count(), 2);
    await page.getByRole('slider', { name: '退出线' }).press('ArrowLeft');
    await page.getByRole('slider', { name: '及格线' }).press('ArrowRight');
    await shows(score, /61%/);
    await shows(id('inspector'), /39% 到 61% 之间/);
  });
  await step('has it suggest a tag, for customers of whom something new is heard', async () => {
    await id('palette-action-propose').click();
    await hands.choose('tag-picker', ACTIVE['zh-CN'], 'hyyh');
    await shows(score, /成立后放宽到 39%/);
    await shows(id('sentence'), /请人确认后打上/);
    await id('publish').click();
    await id('publish-confirm').click();
    await id('publish-close').click();
  });
  await step('waits with the suggestions, and an order makes one appear', async () => {
    await page.getByRole('link', { name: '建议' }).first().click();
    await page.getByText('没有待处理的建议').waitFor();
    await world.pay(almost);
    await shows(id('suggestions'), almost.name);
  });
  await step('reads why, and accepts with a reason', async () => {
    await shows(id('suggestion').getByRole('row').filter({ hasText: METRIC['zh-CN'] }), /3\s次/);
    await id('suggestion').getByRole('textbox').fill(REASON);
    await id('accept').click();
    await page.getByText('没有待处理的建议').waitFor();
  });
  await step('finds tag, person and reason in the history', async () => {
    await page.getByRole('link', { name: '历史' }).first().click();
    const row = id('history').locator('tbody tr').filter({ hasText: almost.name }).filter({ hasText: ACTIVE['zh-CN'] });
    await shows(row.filter({ hasText: signIns.designer.name }), REASON);
    await row.first().click();
    await shows(page.getByRole('dialog'), `${signIns.designer.name}接受的建议`);
    await shows(page.getByRole('dialog'), REASON);
  });
}
