import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { TestClient } from '../../testing/test-client.js';
import { webApp } from './web-app.js';

describe('the web app', () => {
  let folder: string;
  let server: Server;
  let client: TestClient;
  beforeAll(async () => {
    // A hidden folder on the way must not matter.
    folder = join(await mkdtemp(join(tmpdir(), 'tagloom-web-')), '.hidden');
    await mkdir(join(folder, 'assets'), { recursive: true });
    await writeFile(join(folder, 'index.html'), '<title>the page</title>');
    await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'run()');
    server = createServer(
      express()
        .use(webApp(folder))
        .use((_request, response) => void response.status(404).json('the API')),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new TestClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(join(folder, '..'), { recursive: true });
  });

  it.each(['/', '/flows/12/edit', '/customers?page=2'])('answers %s with the page, never kept', async (path) => {
    const response = await client.get<string>(path);
    expect(response).toMatchObject({ status: 200, body: '<title>the page</title>' });
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('lets browsers keep assets for ever', async () => {
    const response = await client.get('/assets/app-1a2b.js');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('answers 404 for the asset of an older build', async () => {
    expect((await client.get('/assets/app-old.js')).status).toBe(404);
  });

  it.each(['/api', '/api/v1/nothing'])('leaves %s to the API', async (path) => {
    expect(await client.get(path)).toMatchObject({ status: 404, body: 'the API' });
  });

  it('gives no file outside its folder', async () => {
    expect((await client.get<string>('/%2e%2e/%2e%2e/etc/passwd')).body).not.toContain('root:');
  });
});
