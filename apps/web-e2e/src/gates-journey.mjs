import assert from 'node:assert/strict';
import { askAs } from './api.mjs';
import { refused, refusedEveryWay } from './every-way.mjs';
import { shows, signIn } from './hands.mjs';
import { ordersAtLeast, ruleDesk, ruleOf } from './rule-desk.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ page: Page, step: Step, world: World, newPage: () => Promise<Page> }} On */

const CASE = '下过两单的客户';
const AS_IT_WAS = { share: 20, minCustomers: 1000 };

/**
 * What stands before publishing, at the screen and through the API alike.
 *
 * @param {On} on
 */
export async function gatesJourney(on) {
  console.log('A rule is published only when its golden customers and a second person agree');
  await goldenGate(on);
  await guard(on).finally(() => on.world.api.call('PUT', '/settings/guard', AS_IT_WAS));
}

/** @param {Page} page @param {string} id */
async function publishForEveryone(page, id) {
  await page.goto(`/flows/${id}`);
  await page.getByTestId('publish').click();
  await page.getByTestId('publish-everyone').click();
  await page.getByTestId('publish-confirm').click();
}

/** @param {On} on */
async function goldenGate({ page, step, world }) {
  const desk = ruleDesk(world);
  const person = askAs(page);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  await desk.tag('loyal', '忠实客户');
  const rule = await desk.draft(ruleOf('忠实客户', ordersAtLeast(3), 'loyal'));
  await desk.publish(rule, 'new_events');
  const golden = { name: CASE, facts: { 'metric.orders_90d': 2 }, now: null, expected: [{ sign: '+', tag: 'loyal' }] };
  await desk.call('PUT', `/flows/${rule}/golden`, { revision: 0, cases: [golden] });

  await step('signs in', () => signIn(page, world.signIns.designer));
  await step('is refused because of a golden customer, and told which, and what came out', async () => {
    await publishForEveryone(page, rule);
    await shows(id('golden-failure'), CASE);
    await shows(id('golden-failure'), /预期 \+loyal，实际 无动作/);
    await shows(page.getByRole('dialog'), /有黄金客户的结果与预期不符，没有发布/);
  });
  await step('is refused through the API the same, at once, imported, rolled back and on schedule', () =>
    refusedEveryWay({ desk, person, id: rule, code: 'golden_failed', applies: ['new_events', 'since', 'everyone'] }),
  );
  await step('follows the link, corrects what is expected, and publishes', async () => {
    await publishForEveryone(page, rule);
    await id('golden-failure').getByRole('link').click();
    await shows(id('golden-result'), '不符');
    await page.getByRole('textbox', { name: '预期动作' }).fill('');
    await id('golden-save').click();
    await shows(id('golden-summary'), /1 位中 1 位通过/);
    await publishForEveryone(page, rule);
    await page.locator('[data-testid=run-progress][data-status=done]').waitFor();
    assert.equal((await desk.state(rule)).version, 2);
  });
}

/** @param {On} on */
async function guard({ page, step, world, newPage }) {
  const desk = ruleDesk(world);
  const person = askAs(page);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  await desk.tag('any_order', '下过单');
  const rule = await desk.draft(ruleOf('下过单', ordersAtLeast(1), 'any_order'));
  await desk.publish(rule, 'new_events');
  const unmet = { code: 'review_required', apply: 'everyone' };

  await step('an administrator has publishing ask for a second person from 5 % on', async () => {
    const admins = await newPage();
    await signIn(admins, world.signIns.admin);
    await admins.goto(`/flows/${rule}/impact`);
    const card = admins.getByTestId('impact-guard');
    await card.getByRole('button', { name: /修\s?改/ }).click();
    await card.getByRole('spinbutton').first().fill('5');
    await card.getByRole('spinbutton').last().fill('1');
    await card.getByRole('button', { name: /保\s?存/ }).click();
    await shows(card, /改变超过 5% 的客户/);
    await admins.context().close();
  });
  await step('is refused by the guard, and told how many customers it is about', async () => {
    await publishForEveryone(page, rule);
    await shows(id('publish-review'), /25 \/ 30 位客户/);
    await shows(id('publish-review'), /上限 5%/);
  });
  await step('is refused through the API the same, at once, imported, rolled back and on schedule', () =>
    refusedEveryWay({ desk, person, id: rule, code: 'review_required', applies: ['since', 'everyone'] }),
  );
  await step('asks for a review, and is refused as long as nobody has answered', async () => {
    await publishForEveryone(page, rule);
    await id('publish-ask-review').click();
    await shows(id('publish-review'), /已请/);
    await id('publish-confirm').click();
    await id('publish-confirm').and(page.locator('.ant-btn-loading')).waitFor({ state: 'detached' });
    await id('publish-review').waitFor();
    for (const ask of [person, desk.ask]) await refused(desk, ask, rule, unmet);
  });
  const colleague = await newPage();
  await step('is refused when the colleague says no, and may not say yes instead', async () => {
    await signIn(colleague, world.signIns.colleague);
    await decide(colleague, 'reject');
    await publishForEveryone(page, rule);
    await id('publish-review').waitFor();
    const { revision } = await desk.rule(rule);
    const asked = await person('POST', `/flows/${rule}/reviews`, { revision });
    const own = await person('POST', `/flows/${rule}/reviews/${asked.body.id}/decide`, { decision: 'approve' });
    assert.equal(own.body.error.code, 'own_review');
    assert.equal((await desk.state(rule)).versions, 1);
  });
  await step('publishes once the colleague has agreed to this very revision', async () => {
    await decide(colleague, 'approve');
    await publishForEveryone(page, rule);
    await page.locator('[data-testid=run-progress][data-status=done]').waitFor();
    const { version, customers } = await desk.state(rule);
    assert.deepEqual([version, customers], [2, 25]);
  });
  await step('needs another word for another revision', async () => {
    await desk.redraw(rule, ruleOf('下过单', ordersAtLeast(4), 'any_order'));
    for (const ask of [person, desk.ask]) await refused(desk, ask, rule, unmet);
  });
}

/** From the message in the inbox to the decision. @param {Page} page @param {'approve' | 'reject'} decision */
async function decide(page, decision) {
  await page.goto('/');
  await page.getByTestId('inbox-bell').click();
  await page.getByTestId('message').filter({ hasText: '复核' }).first().getByRole('button').first().click();
  const review = page.locator('[data-testid=review][data-status=open]');
  await review.getByRole('textbox').fill('看过了');
  await review.getByTestId(`review-${decision}`).click();
  const decided = page.locator(`[data-testid=review][data-status=${decision === 'approve' ? 'approved' : 'rejected'}]`);
  await shows(decided.first(), '看过了');
}
