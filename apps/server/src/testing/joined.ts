import { signedIn } from './sign-in.js';
import type { TestApp } from './test-app.js';
import type { TestClient } from './test-client.js';

/** Somebody who may draw rules and define tags, in a department of their own. */
export interface Joined {
  department: string;
  id: string;
  client: TestClient;
}

/** A new department with its designer, signed in. */
export async function joined(server: TestApp, name: string): Promise<Joined> {
  const { body } = await server.client.post<{ id: string }>('/api/v1/departments', { name });
  return { department: body.id, ...(await signedIn(server, 'designer', `${name}设计`, body.id)) };
}
