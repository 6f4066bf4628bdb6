import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

const DAY_MS = 86_400_000;
/** A schedule has to lie in the future; its runner looks every two seconds. */
const SOON_MS = 1_500;
const PATIENCE_MS = 20_000;

/** @typedef {(method: string, path: string, body?: unknown) => Promise<{ status: number, body: { error?: { code: string, hint?: string } } }>} Ask */
/** @typedef {ReturnType<typeof import('./rule-desk.mjs').ruleDesk>} Desk */

/**
 * Tries every way to a version of a rule that must not have one: at once by a person and by a key, for everyone and since a
 * day, after an import, after a roll-back to its first version, and on schedule. Each is refused with the same code, and
 * afterwards everything is as it was.
 *
 * @param {{ desk: Desk, person: Ask, id: string, code: string, applies: string[] }} on
 */
export async function refusedEveryWay({ desk, person, id, code, applies }) {
  const before = await desk.state(id);
  const publish = (/** @type {Ask} */ ask, /** @type {string} */ flowId, /** @type {string} */ apply) =>
    refused(desk, ask, flowId, { code, apply });
  for (const apply of applies) for (const ask of [person, desk.ask]) await publish(ask, id, apply);
  const everyone = /** @type {string} */ (applies.at(-1));
  await throughImport(desk, id, async (imported) => {
    await publish(person, imported, everyone);
    assert.equal((await desk.state(imported)).versions, 0);
  });
  await onSchedule(desk, person, id, { code, apply: everyone });
  assert.deepEqual(await desk.state(id), before);
  const back = await person('POST', `/flows/${id}/rollback`, { version: 1, revision: before.revision });
  assert.equal(back.status, 200);
  await publish(person, id, everyone);
  assert.deepEqual({ ...(await desk.state(id)), revision: 0 }, { ...before, revision: 0 });
}

/**
 * Publishing at once is refused with this code, and with what to do; the versions stay as they are.
 *
 * @param {Desk} desk @param {Ask} ask @param {string} id @param {{ code: string, apply: string }} expected
 */
export async function refused(desk, ask, id, { code, apply }) {
  const before = await desk.state(id);
  const since = apply === 'since' ? { since: new Date(Date.now() - 90 * DAY_MS).toISOString() } : {};
  const request = { apply, revision: before.revision, ...since };
  const { status, body } = await ask('POST', `/flows/${id}/publish`, request);
  assert(status >= 400 && status < 500, `publishing for ${apply} was answered with ${status}`);
  assert.equal(body.error?.code, code);
  assert(body.error?.hint, 'a refusal says what to do');
  assert.deepEqual(await desk.state(id), before);
}

/** @param {Desk} desk @param {string} id @param {(imported: string) => Promise<void>} run */
async function throughImport(desk, id, run) {
  const bundle = await desk.call('GET', `/flows/${id}/bundle`);
  const imported = await desk.call('POST', '/flows/import/bundle', { bundle, mapping: [], name: '从文件来' });
  await desk.handOver(imported.id);
  await run(imported.id);
  await desk.call('DELETE', `/flows/${imported.id}`);
}

/** @param {Desk} desk @param {Ask} person @param {string} id @param {{ code: string, apply: string }} expected */
async function onSchedule(desk, person, id, { code, apply }) {
  const { revision } = await desk.rule(id);
  const publishAt = new Date(Date.now() + SOON_MS).toISOString();
  const asked = await person('PUT', `/flows/${id}/schedule`, { publishAt, apply, revision });
  assert.equal(asked.status, 200);
  for (const until = Date.now() + PATIENCE_MS; ; await wait(250)) {
    assert(Date.now() < until, 'the schedule was not looked at');
    const { publishOutcome } = (await desk.call('GET', `/flows/${id}/schedule`)).schedule;
    if (!publishOutcome) continue;
    assert.deepEqual([publishOutcome.status, publishOutcome.error?.code], ['refused', code]);
    break;
  }
  await desk.call('DELETE', `/flows/${id}/schedule`);
}
