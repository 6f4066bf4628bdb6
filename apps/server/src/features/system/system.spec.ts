import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

describe('the system', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await createTestApp({ role: { api: true, worker: false } });
  });
  afterAll(() => server.close());

  it('tells anyone its health, and how many events wait', async () => {
    await server.database.query(`
      INSERT INTO events (customer_id, lane, type_id, source, source_event_id, occurred_at, received_at, properties)
      VALUES (1, 1, 1, 's', '1', now(), now(), '{}')`);
    expect(await server.anonymous.get('/api/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', database: true, queue: 'postgres', backlog: 1 },
    });
  });

  it('gives out the rejected lines of the demo, when there are any', async () => {
    expect((await server.client.get('/api/v1/demo/rejected-lines')).status).toBe(404);
    const { dataDir } = server.app.get<ResolvedSettings>(SETTINGS, { strict: false });
    await mkdir(join(dataDir, 'demo'));
    await writeFile(join(dataDir, 'demo', 'rejected-lines.csv.gz'), gzipSync('line,reason\n'));
    const response = await server.client.get('/api/v1/demo/rejected-lines');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/gzip');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="rejected-lines.csv.gz"');
    expect((await server.anonymous.get('/api/v1/demo/rejected-lines')).status).toBe(401);
  });
});
