import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreatedApiKey, ErrorBody, FlowDetail } from '@tagloom/contracts';
import { drawFlow } from '../../testing/draw-flow.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { acceptedLocale } from './accepted-locale.js';

describe('the language that a header accepts', () => {
  it.each([
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh', 'zh-CN'],
    ['zh-TW, en;q=0.5', 'zh-CN'],
    ['fr, en;q=0.3, zh;q=0.8', 'zh-CN'],
    ['EN-us', 'en'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['fr', null],
    ['*', null],
    ['', null],
    ['english', null],
    ['en;q=nonsense', null],
    [`${'x,'.repeat(5000)}en`, null],
    [undefined, null],
  ])('of «%.30s» is %s', (header, locale) => {
    expect(acceptedLocale(header)).toBe(locale);
  });
});

describe('messages to a caller', () => {
  let test: TestApp;
  let flow: FlowDetail;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    flow = (await test.client.post<FlowDetail>('/api/v1/flows', { flow: drawFlow('空的', [], []) })).body;
  });
  afterAll(() => test.close());

  /** What a draft lacks, in words. */
  const refusal = async (client: TestClient) => {
    const request = { apply: 'new_events', revision: flow.revision };
    const { status, body } = await client.post<ErrorBody>(`/api/v1/flows/${flow.id}/publish`, request);
    expect([status, body.error.code]).toEqual([422, 'flow_invalid']);
    return JSON.stringify(body.error.issues?.map(({ message }) => message));
  };
  const CHINESE = /[一-鿿]/;
  const saying = (client: TestClient, language: string) => refusal(client.with({ 'accept-language': language }));

  it('with the key of the installation are in the language that is asked for, else in Chinese', async () => {
    expect(await saying(test.client, 'en')).not.toMatch(CHINESE);
    expect(await saying(test.client, 'zh-CN')).toMatch(CHINESE);
    expect(await saying(test.client, 'fr')).toMatch(CHINESE);
    expect(await refusal(test.client)).toMatch(CHINESE);
  });

  it('with an API key are so too, request by request', async () => {
    const { body } = await test.client.post<CreatedApiKey>('/api/v1/api-keys', { name: 'shop', role: 'admin' });
    const client = test.anonymous.with({ authorization: `Bearer ${body.key}` });
    expect(await saying(client, 'en-US,en;q=0.9')).not.toMatch(CHINESE);
    expect(await saying(client, 'zh')).toMatch(CHINESE);
    expect(await refusal(client)).toMatch(CHINESE);
  });

  it('who is a person are in their own language, whatever their browser accepts', async () => {
    const { client } = await signedIn(test, 'admin');
    expect(await saying(client, 'en')).toMatch(CHINESE);
    await client.patch('/api/v1/auth/me', { locale: 'en' });
    expect(await saying(client, 'zh-CN')).not.toMatch(CHINESE);
  });
});
