import type { Me, Role } from '@tagloom/contracts';
import type { TestApp } from './test-app.js';
import type { TestClient } from './test-client.js';

const PASSWORD = 'correct horse battery';

/** A new user of the role, signed in. */
export async function signedIn(
  server: TestApp,
  role: Role,
  name = '测试',
  departmentId?: string,
): Promise<{ id: string; client: TestClient; cookie: string }> {
  const email = `${role}-${Math.random().toString(36).slice(2)}@example.com`;
  await server.client.post('/api/v1/users', { email, name, password: PASSWORD, role, departmentId });
  const { body, headers } = await server.anonymous.post<Me>('/api/v1/auth/login', { email, password: PASSWORD });
  const cookie = (headers.get('set-cookie') ?? '').split(';')[0];
  return { id: body.id, client: server.anonymous.with({ cookie, origin: server.url }), cookie };
}
