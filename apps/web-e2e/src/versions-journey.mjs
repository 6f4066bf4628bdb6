import assert from 'node:assert/strict';
import { askAs } from './api.mjs';
import { shows, signIn } from './hands.mjs';
import { ordersAtLeast, ruleDesk, ruleOf } from './rule-desk.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */
/** @typedef {import('playwright-core').Page} Page */

const NAME = '稳定下单';
const NOTE = '放宽到两单';
/** Customer n of thirty paid n % 6 orders. */
const [WITH_TWO, WITH_FOUR] = [20, 10];

/**
 * What becomes of a rule after it was drawn: compared, brought back, ended, scheduled, watched.
 *
 * @param {{ page: Page, step: Step, world: World }} on
 */
export async function versionsJourney({ page, step, world }) {
  console.log('A designer compares versions, rolls back, schedules, stops, and sees how the rule fares');
  const desk = ruleDesk(world);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  await desk.tag('steady', '稳定客户');
  const rule = await desk.draft(ruleOf(NAME, ordersAtLeast(4), 'steady'));
  await desk.publish(rule);
  await desk.redraw(rule, ruleOf(NAME, ordersAtLeast(2), 'steady'));
  await desk.publish(rule, 'everyone', NOTE);

  await step('signs in', () => signIn(page, world.signIns.designer));
  await step('sees both versions with their note, and which one is running', async () => {
    await page.goto(`/flows/${rule}/versions`);
    await shows(id('version-2'), NOTE);
    await shows(id('version-2'), '正在运行');
    await shows(id('version-1'), /至少 4/);
  });
  await step('compares them, as a sentence and piece by piece', async () => {
    await id('compare-2').click();
    await shows(id('sentence-diff').locator('del'), /4/);
    await shows(id('sentence-diff').locator('ins'), /2/);
    await shows(id('differences').getByRole('listitem'), /修改/);
  });
  await step('rolls back to the first, and sees what that would do before publishing it', async () => {
    await id('roll-back-1').click();
    await page.getByRole('dialog').getByRole('button', { name: '回到这一版' }).click();
    await page.waitForURL(`**/flows/${rule}/impact`);
    await id('impact-start').click();
    await shows(id('impact-lost'), new RegExp(`\\D${WITH_TWO - WITH_FOUR}\\D`));
    assert.equal((await desk.state(rule)).customers, WITH_TWO);
    await desk.publish(rule);
    assert.deepEqual(await versionAndHolders(desk, rule), [3, WITH_FOUR]);
  });
  await schedules({ page, step, world }, desk, rule);
  await step('stops the rule, and sees its tags taken back', async () => {
    await runsHaveEnded(page);
    await desk.publish(rule);
    await page.reload();
    await id('stop').click();
    await page.getByRole('dialog').getByRole('button', { name: '停用规则' }).click();
    await shows(page.getByRole('status'), new RegExp(`收回或恢复了 ${WITH_FOUR} 处标签`));
    await shows(id('stopped'), '已停用');
    assert.equal((await desk.state(rule)).customers, 0);
  });
  await step('sees on the health page how often it was asked and fired', async () => {
    await page.getByRole('link', { name: '运行情况' }).click();
    await shows(id('health-summary'), /命中 [1-9]/);
    const today = id('flow-health').locator('tbody tr.ant-table-row').first();
    await shows(today.locator('td').nth(2), /^[1-9]/);
  });
}

/** @param {{ page: Page, step: Step, world: World }} on @param {ReturnType<typeof ruleDesk>} desk @param {string} rule */
async function schedules({ page, step }, desk, rule) {
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  const dialog = page.getByRole('dialog');
  const choose = async (/** @type {string} */ label, /** @type {string} */ moment) => {
    const field = dialog.getByLabel(label);
    await field.click();
    await field.fill(moment);
    await field.press('Enter');
  };
  const schedule = async () => (await desk.call('GET', `/flows/${rule}/schedule`)).schedule;

  await step('is refused a schedule in the past, which changes nothing', async () => {
    await page.goto(`/flows/${rule}/versions`);
    await id('schedule-edit').click();
    await choose('发布时间', '2020-01-01 08:00');
    await dialog.getByRole('button', { name: '保存排期' }).click();
    await shows(dialog.getByRole('alert'), '时间已经过去');
    assert.equal(await schedule(), null);
  });
  await step('schedules publishing and the end, sees both, and takes it back', async () => {
    await choose('发布时间', '2030-01-01 08:00');
    await choose('停用时间', '2030-02-01 08:00');
    await dialog.getByRole('button', { name: '保存排期' }).click();
    await shows(id('schedule'), /发布时间 2030-01-01 08:00/);
    await shows(id('schedule'), /停用时间 2030-02-01 08:00/);
    await id('schedule-delete').click();
    await shows(id('schedule'), '没有排期');
    assert.equal(await schedule(), null);
  });
  await step('sees that the rule ended by itself at its hour', async () => {
    const { revision } = await desk.rule(rule);
    const request = { expireAt: new Date(Date.now() + 1_500).toISOString(), apply: 'new_events', revision };
    assert.equal((await askAs(page)('PUT', `/flows/${rule}/schedule`, request)).status, 200);
    await shows(id('schedule'), /停用时间 .* 已执行/);
    await shows(id('stopped'), '已停用');
    await desk.call('DELETE', `/flows/${rule}/schedule`);
  });
}

/** @param {ReturnType<typeof ruleDesk>} desk @param {string} rule */
async function versionAndHolders(desk, rule) {
  const { version, customers } = await desk.state(rule);
  return [version, customers];
}

/** What ended by its schedule takes its tags back first; until then it cannot be published anew. @param {import('playwright-core').Page} page */
async function runsHaveEnded(page) {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await page.waitForTimeout(200)) {
    const runs = await (await page.request.get('/api/v1/runs')).json();
    if (runs.every((/** @type {{ status: string }} */ { status }) => status !== 'queued' && status !== 'running'))
      return;
  }
  throw new Error('a run has not ended within 30 s');
}
