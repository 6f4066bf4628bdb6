import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Share, SharingMatrix } from '@tagloom/contracts';
import { createTestApp } from '../../testing/test-app.js';
import { ShareUpkeep } from './share-upkeep.js';
import { openDesk, type SharingDesk } from '../../testing/sharing-desk.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let desk: SharingDesk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk.close());

const inDays = (days: number) => new Date(desk.clock.now().getTime() + days * DAY);
const moveTo = (at: Date) => {
  desk.clock.at = at;
};
const look = () => desk.server.app.get(ShareUpkeep).look();
const lend = async (until: Date, terms: Record<string, unknown> = {}) => {
  const tag = await desk.tag(desk.market);
  const { service: departmentId } = desk.departments;
  const share = await desk.share(desk.market, { tagId: tag.id, departmentId, until: until.toISOString(), ...terms });
  const told = async () => (await desk.messages(desk.service)).filter(({ title }) => title === tag.name['zh-CN']);
  return { tag, share, told };
};
const record = async (tagId: string) =>
  (await desk.market.get<Share[]>(`/api/v1/shares?tag=${tagId}&ended=true`)).body[0];

describe('a share with an end', () => {
  it('is announced a week before, once, with the moment', async () => {
    const until = inDays(9);
    const { told } = await lend(until, { level: 'use' });
    moveTo(new Date(until.getTime() - 7 * DAY - 1));
    await look();
    expect((await told()).map(({ kind }) => kind)).toEqual(['share_granted']);
    moveTo(new Date(until.getTime() - 7 * DAY));
    await look();
    await look();
    expect(await told()).toMatchObject([
      { kind: 'share_ending', text: until.toISOString(), flowName: 'use' },
      { kind: 'share_granted' },
    ]);
  });

  it('is open until its end, and closed from that very millisecond, before anything was written', async () => {
    const until = inDays(1);
    const { tag, share, told } = await lend(until, { level: 'use' });
    const cell = async () =>
      (await desk.market.get<SharingMatrix>('/api/v1/sharing')).body.tags
        .find(({ id }) => id === tag.id)
        ?.cells.find(({ departmentId }) => departmentId === desk.departments.service);
    moveTo(new Date(until.getTime() - 1));
    expect(await desk.levelOf(desk.service, tag.id)).toBe('use');
    expect(await cell()).toMatchObject({ level: 'use', from: 'share', shareId: share.id, until: until.toISOString() });
    moveTo(until);
    expect(await desk.levelOf(desk.service, tag.id)).toBe('hidden');
    expect(await cell()).toMatchObject({ level: 'hidden', from: 'default', shareId: null, until: null });
    await look();
    expect(await record(tag.id)).toMatchObject({ id: share.id, endedAt: until.toISOString(), endedBy: '' });
    await look();
    expect((await told()).filter(({ kind }) => kind === 'share_ended')).toHaveLength(1);
  });

  it('falls back to the share of the department above it', async () => {
    const until = inDays(1);
    const { tag } = await lend(until, { level: 'masked', departmentId: desk.departments.night });
    await desk.share(desk.market, { tagId: tag.id, departmentId: desk.departments.service, level: 'use' });
    expect(await desk.levelOf(desk.night, tag.id)).toBe('masked');
    moveTo(until);
    expect(await desk.levelOf(desk.night, tag.id)).toBe('use');
  });

  it('that hid something ends without a word to whom it was hidden from', async () => {
    const until = inDays(2);
    const { tag, told } = await lend(until, { level: 'hidden' });
    await look();
    moveTo(until);
    await look();
    expect((await record(tag.id)).endedAt).toBe(until.toISOString());
    expect(await told()).toEqual([]);
  });

  it('is told of once when several processes look after it', async () => {
    const other = await createTestApp({
      database: desk.server.database,
      clock: desk.clock,
      role: { api: false, worker: true },
    });
    const both = () => Promise.all([look(), other.app.get(ShareUpkeep).look()]);
    const until = inDays(3);
    const lent = await Promise.all(Array.from({ length: 6 }, () => lend(until)));
    await both();
    moveTo(until);
    await both();
    // what one of them skipped because the other was at it
    await both();
    for (const { told } of lent)
      expect((await told()).map(({ kind }) => kind)).toEqual(['share_ended', 'share_ending', 'share_granted']);
    await other.close();
  });
});
