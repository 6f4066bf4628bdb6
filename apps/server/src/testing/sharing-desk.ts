import type { InboxResponse, Role, Share, ShareLevel, Tag, Taxonomy } from '@tagloom/contracts';
import { Clock } from '../platform/clock/clock.js';
import { signedIn } from './sign-in.js';
import { createTestApp, type TestApp } from './test-app.js';
import type { TestClient } from './test-client.js';

/** Time stands still until the test moves it. */
export class DeskClock extends Clock {
  at = new Date('2026-03-02T02:00:00.000Z');

  override now(): Date {
    return this.at;
  }
}

export interface DeskDepartments {
  market: string;
  service: string;
  /** Below service. */
  night: string;
  sales: string;
}

/** Departments with people, and tags made by them. */
export interface SharingDesk {
  server: TestApp;
  clock: DeskClock;
  departments: DeskDepartments;
  /** Designers, who may lend and ask. */
  market: TestClient;
  service: TestClient;
  night: TestClient;
  sales: TestClient;
  person(role: Role, department?: keyof DeskDepartments): Promise<TestClient>;
  /** A new tag of whoever makes it. */
  tag(by: TestClient, request?: Record<string, unknown>): Promise<Tag>;
  share(by: TestClient, terms: Record<string, unknown>): Promise<Share>;
  /** What the caller has of the tag; `hidden` when it is not there. */
  levelOf(client: TestClient, tagId: string): Promise<ShareLevel>;
  /** Messages about shares, newest first. */
  messages(client: TestClient): Promise<{ kind: string; title: string; text: string; flowName: string }[]>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<SharingDesk> {
  const clock = new DeskClock();
  const server = await createTestApp({ clock });
  const department = async (name: string, parentId: string | null = null) =>
    (await server.client.post<{ id: string }>('/api/v1/departments', { name, parentId })).body.id;
  const service = await department('客服部');
  const departments = {
    market: await department('市场部'),
    service,
    night: await department('夜间服务组', service),
    sales: await department('销售部'),
  };
  const person = async (role: Role, name?: keyof DeskDepartments) =>
    (await signedIn(server, role, `${name ?? 'all'} ${role}`, name && departments[name])).client;
  let made = 0;
  return {
    server,
    clock,
    departments,
    market: await person('designer', 'market'),
    service: await person('designer', 'service'),
    night: await person('designer', 'night'),
    sales: await person('designer', 'sales'),
    person,
    tag: async (by, request = {}) => {
      made += 1;
      const body = { name: { 'zh-CN': `参加第${made}场活动` }, category: 'behavior', ...request };
      const answer = await by.post<Tag>('/api/v1/tags', body);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    share: async (by, terms) => {
      const answer = await by.post<Share>('/api/v1/shares', { level: 'read', purpose: '接待分流', ...terms });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    levelOf: async (client, tagId) => {
      const { body } = await client.get<Taxonomy>('/api/v1/tags');
      return body.tags.find(({ id }) => id === tagId)?.level ?? 'hidden';
    },
    messages: async (client) => {
      const { body } = await client.get<InboxResponse>('/api/v1/inbox?size=100');
      return body.items
        .filter(({ kind }) => kind.startsWith('share_'))
        .map(({ kind, title, text, flowName }) => ({ kind, title, text, flowName }));
    },
    close: () => server.close(),
  };
}
