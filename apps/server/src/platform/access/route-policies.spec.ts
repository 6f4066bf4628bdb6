import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { undeclaredRoutes } from '../../testing/undeclared-routes.js';

@Controller('api/test-only')
class ForgetfulController {
  @Get()
  read(): string {
    return 'nobody said who may read this';
  }
}

describe('the policies of all routes', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await createTestApp({ controllers: [ForgetfulController], role: { api: true, worker: false } });
  });
  afterAll(() => server.close());

  it('are declared everywhere but on the one route that this test adds', () => {
    const { all, undeclared } = undeclaredRoutes(server.app);
    expect(all.length).toBeGreaterThan(15);
    expect(undeclared).toEqual(['ForgetfulController.read']);
  });

  it('refuse a route that declares nothing, even to an administrator', async () => {
    const response = await server.client.get('/api/test-only');
    expect(response).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });
});
