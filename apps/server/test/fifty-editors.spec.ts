import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, FlowDetail, FlowVersion, PublishResponse, Tag } from '@tagloom/contracts';
import { addTag, drawFlow } from '../src/testing/draw-flow.js';
import { signedIn } from '../src/testing/sign-in.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import type { TestClient } from '../src/testing/test-client.js';

const EDITORS = 50;
const ROUNDS = 3;

let server: TestApp;
let second: TestApp;
let editors: TestClient[];
beforeAll(async () => {
  const role = { api: true, worker: false };
  server = await createTestApp({ role });
  second = await createTestApp({ role, database: server.database });
  const people = await Promise.all(Array.from({ length: 5 }, (_, n) => signedIn(server, 'designer', `设计 ${n}`)));
  // at two processes, as behind a load balancer
  editors = Array.from({ length: EDITORS }, (_, n) => {
    const at = n % 2 === 0 ? server : second;
    return at.anonymous.with({ cookie: people[n % people.length].cookie, origin: at.url });
  });
}, 60_000);
afterAll(async () => {
  await second.close();
  await server.close();
});

interface Answer {
  status: number;
  body: { revision: number } & ErrorBody;
}

describe('fifty people at one thing', () => {
  it('lose no edit of a tag: one in a round wins, and the others are shown both versions', async () => {
    const { body: tag } = await server.client.post<Tag>('/api/v1/tags', {
      name: { 'zh-CN': '会员等级' },
      category: 'value',
    });
    let { revision } = tag;
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await Promise.all(
        editors.map(async (editor, n): Promise<Answer & { meaning: string }> => {
          const meaning = `第${round}轮第${n}人`;
          const { status, body } = await editor.patch<Answer['body']>(`/api/v1/tags/${tag.id}`, { meaning, revision });
          return { status, body, meaning };
        }),
      );
      const [winner, ...none] = answers.filter(({ status }) => status === 200);
      expect(none).toEqual([]);
      for (const { status, body, meaning } of answers.filter((each) => each !== winner)) {
        expect([status, body.error.code]).toEqual([409, 'revision_conflict']);
        expect(body.error).toMatchObject({
          hint: expect.stringMatching(/\w/),
          params: {
            revision: revision + 1,
            yours: { meaning, revision },
            theirs: { meaning: winner.meaning, revision: revision + 1 },
          },
        });
      }
      revision += 1;
    }
    const { rows } = await server.database.query<{ revision: number }>(
      'SELECT revision FROM tag_versions WHERE tag_id = $1 ORDER BY revision',
      [tag.id],
    );
    expect(rows.map((row) => row.revision)).toEqual(Array.from({ length: ROUNDS + 1 }, (_, n) => n + 1));
  }, 60_000);

  it('lose no edit of a rule, and make one version of one draft', async () => {
    await server.client.post('/api/v1/tags', { key: 'loyal', name: { 'zh-CN': '忠实客户' }, category: 'value' });
    const flowOf = (city: string) =>
      drawFlow('常客', [{ fact: 'profile.city', operator: 'equal', value: city }], [addTag('loyal')]);
    const { body: made } = await server.client.post<FlowDetail>('/api/v1/flows', { flow: flowOf('上海') });
    const path = `/api/v1/flows/${made.id}`;
    const saved = await Promise.all(
      editors.map((editor, n) =>
        editor.put<Answer['body']>(`${path}/draft`, { flow: flowOf(`城市${n}`), revision: made.revision }),
      ),
    );
    expect(saved.filter(({ status }) => status === 200)).toHaveLength(1);
    const kept = (await server.client.get<FlowDetail>(path)).body.draft;
    const lost = saved.map(({ body }, n) => ({ n, error: body.error })).filter(({ error }) => error !== undefined);
    expect(lost).toHaveLength(EDITORS - 1);
    for (const { n, error } of lost)
      expect(error).toMatchObject({
        ...{ code: 'revision_conflict', hint: expect.stringMatching(/\w/) },
        params: { yours: { flow: flowOf(`城市${n}`), revision: made.revision }, theirs: { flow: kept } },
      });
    const { revision } = (await server.client.get<FlowDetail>(path)).body;
    expect(revision).toBe(made.revision + 1);
    const published = await Promise.all(
      editors.map((editor) =>
        editor.post<PublishResponse & ErrorBody>(`${path}/publish`, { apply: 'new_events', revision: revision - 1 }),
      ),
    );
    expect(new Set(published.map(({ body }) => body.error.code))).toEqual(new Set(['revision_conflict']));
    expect((await server.client.get<FlowVersion[]>(`${path}/versions`)).body).toEqual([]);
    const one = await server.client.post(`${path}/publish`, { apply: 'new_events', revision });
    expect(one.status).toBe(200);
    const back = await Promise.all(
      editors.map((editor) => editor.post<Answer['body']>(`${path}/rollback`, { version: 1, revision })),
    );
    expect(back.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(back.filter(({ body }) => body.error?.code === 'revision_conflict')).toHaveLength(EDITORS - 1);
    expect((await server.client.get<FlowDetail>(path)).body.revision).toBe(revision + 1);
  }, 60_000);
});
