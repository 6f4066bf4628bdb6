import assert from 'node:assert/strict';
import { shows, signIn } from './hands.mjs';
import { ruleDesk, ruleOf } from './rule-desk.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */
/** @typedef {ReturnType<typeof ruleDesk>} Desk */

/** More than one stretch of a preview, so that there is a half-way. */
const CROWD = 30_000;
const PER_CALL = 1000;
/** Of the crowd, the first ones live here and the next ones there; all others elsewhere. */
const [IN_CHENGDU, IN_XIAN] = [150, 400];
const cityOf = (/** @type {number} */ n) => (n < IN_CHENGDU ? '成都' : n < IN_CHENGDU + IN_XIAN ? '西安' : '兰州');
const livesIn = (/** @type {string} */ value) => ({ fact: 'profile.city', operator: 'equal', value });
const LIVES_SOMEWHERE = { fact: 'profile.city', operator: 'isKnown' };

/**
 * What publishing would do, before it is done; and that it then does just that.
 *
 * @param {{ page: import('playwright-core').Page, step: Step, world: World }} on
 */
export async function impactJourney({ page, step, world }) {
  console.log('A designer sees what publishing would do, and it does just that');
  const desk = ruleDesk(world);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  const figure = async (/** @type {string} */ name) =>
    Number((await id(`impact-${name}`).getByRole('definition').innerText()).replaceAll(',', ''));
  await crowd(desk);
  await desk.tag('western', '西部客户');
  await handOver(desk, livesIn('成都'));
  const rule = await desk.draft(ruleOf('西部客户', livesIn('成都'), 'western'));
  await desk.publish(rule);
  await desk.redraw(rule, ruleOf('西部客户', livesIn('西安'), 'western'));
  const held = (/** @type {string} */ city) => holders(desk, 'western', city);

  await step('signs in', () => signIn(page, world.signIns.designer));
  await step('opens the impact page from the editor', async () => {
    await page.goto(`/flows/${rule}`);
    await id('flow-impact').click();
    await page.waitForURL(`**/flows/${rule}/impact`);
    await shows(id('impact-page'), '还没有预览过');
  });
  await step('previews: who gains, who loses, who stays as they are', async () => {
    await id('impact-start').click();
    await id('impact-gained').waitFor();
    const { impact } = (await desk.ask('GET', `/flows/${rule}/preview`)).body;
    assert.deepEqual([await figure('gained'), await figure('lost')], [IN_XIAN, IN_CHENGDU]);
    assert.equal(await figure('unchanged'), impact.total - IN_XIAN - IN_CHENGDU);
  });
  await step('sees it by department', async () => {
    const row = id('impact-departments').getByRole('row');
    await shows(
      row.filter({ hasText: '增长部' }),
      new RegExp(`增长部\\s*${IN_CHENGDU}\\s*${IN_CHENGDU}\\s*0\\s*${IN_CHENGDU}`),
    );
    await shows(row.filter({ hasText: '无部门' }), String(IN_XIAN));
  });
  await step('reads of some customers why', async () => {
    const samples = id('impact-samples');
    await shows(samples.getByRole('row'), '失去');
    await samples.locator('.ant-table-row-expand-icon').first().click();
    await shows(samples, '规则「西部客户」');
    await shows(samples.getByTestId('trace-table'), '西安');
  });
  await step('nothing was written: they hold what they held', async () => {
    assert.deepEqual([await held('成都'), await held('西安')], [IN_CHENGDU, 0]);
  });
  await step('publishes, and as many gain and lose as the preview said', async () => {
    const run = await desk.publish(rule);
    assert.equal(run.changed, IN_XIAN + IN_CHENGDU);
    assert.deepEqual([await held('成都'), await held('西安')], [0, IN_XIAN]);
  });
  await step('is told that the preview is of before', async () => {
    await page.reload();
    await shows(id('impact-page'), /在预览之后有变化/);
  });
  await step('cancels a preview half-way, and nothing of it is left', async () => {
    const everyone = await desk.draft(ruleOf('每一位', LIVES_SOMEWHERE, 'western'));
    await page.goto(`/flows/${everyone}/impact`);
    await id('impact-start').click();
    await page.locator('[data-testid=run-progress][data-status=running]').waitFor();
    await id('impact-cancel').click();
    await shows(id('impact-page'), '预览已取消，没有留下结果');
    assert.equal(await id('impact-gained').count(), 0);
    const { impact, revision, run } = (await desk.ask('GET', `/flows/${everyone}/preview`)).body;
    assert.deepEqual([impact, revision, run.status], [null, null, 'cancelled']);
    assert(run.done < run.total, 'it did not get to its end');
    assert.deepEqual([await held('西安'), await held('兰州')], [IN_XIAN, 0]);
  });
}

/** @param {Desk} desk */
async function crowd(desk) {
  for (let first = 0; first < CROWD; first += PER_CALL) {
    const profiles = Array.from({ length: PER_CALL }, (_, at) => ({
      customer: { channel: 'crowd', externalId: `p${first + at}` },
      fields: { name: `赵敏${first + at}`, city: cityOf(first + at) },
      invented: true,
    }));
    await desk.call('POST', '/customers/profiles', { profiles });
  }
}

/** Gives customers to the one department there is, by a rule. @param {Desk} desk @param {ReturnType<typeof livesIn>} who */
async function handOver(desk, who) {
  const [{ id }] = await desk.call('GET', '/departments');
  const to = { kind: 'department', id };
  await desk.publish(await desk.draft(ruleOf('交给增长部', who, { action: 'assign', to, membership: 'once' })));
}

/** @param {Desk} desk @param {unknown} condition */
const search = (desk, condition) => desk.call('POST', '/customers/search', { condition, page: { size: 1 } });

/** How many of a city hold a tag. @param {Desk} desk @param {string} tag @param {string} city */
async function holders(desk, tag, city) {
  const holds = { fact: `tag.${tag}`, operator: 'equal', value: true };
  return (await search(desk, { all: [holds, livesIn(city)] })).total;
}
