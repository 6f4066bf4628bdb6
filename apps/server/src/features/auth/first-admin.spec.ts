import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

describe('an empty system without the demo', () => {
  let server: TestApp;
  const printed: string[] = [];
  beforeAll(async () => {
    const write = process.stdout.write;
    process.stdout.write = (text: string | Uint8Array) => printed.push(String(text)) > 0;
    try {
      server = await createTestApp({ settings: { demo: false }, role: { api: true, worker: false } });
    } finally {
      process.stdout.write = write;
    }
  });
  afterAll(() => server.close());

  it('prints the password of its first administrator once, and it works', async () => {
    const match = /First account: (\S+) with the password (\S+)/.exec(printed.join(''));
    const response = await server.anonymous.post('/api/v1/auth/login', { email: match?.[1], password: match?.[2] });
    expect(response).toMatchObject({ status: 200, body: { email: 'admin@tagloom.local', role: 'admin' } });
  });

  it('knows no demo accounts', async () => {
    expect((await server.anonymous.get('/api/v1/auth/demo-accounts')).status).toBe(404);
  });
});
