import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerSearchResponse, Health } from '@tagloom/contracts';
import { Queue } from 'bullmq';
import { JobQueues } from '../src/platform/queue/job-queues.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { anEvent } from './support/events.js';
import { createTag, eventually, lineFlow, publish } from './support/flows.js';
import { redisMissing, startRedis, type TestRedis } from './support/redis.js';

const API = { api: true, worker: false };
const WORKER = { api: false, worker: true };

if (redisMissing !== null) {
  it.skip(`the queue on Redis (${redisMissing})`, () => undefined);
} else {
  describe('the queue on Redis', () => {
    let redis: TestRedis;
    let api: TestApp;
    let worker: TestApp;
    const startWorker = (): Promise<TestApp> =>
      createTestApp({ role: WORKER, database: api.database, settings: { redisUrl: redis.url } });
    beforeAll(async () => {
      redis = await startRedis();
      api = await createTestApp({ role: API, settings: { redisUrl: redis.url } });
      worker = await startWorker();
      await api.client.post('/api/v1/events', { events: [anEvent({ id: 'first', properties: { amount: 1 } })] });
      await createTag(api, 'big_spender');
      const big = { fact: 'event.amount', operator: 'greaterThan', value: 500 };
      await publish(api, lineFlow('Big orders', [big], 'big_spender', ['order_paid']), 'everyone');
    });
    afterAll(async () => {
      await worker?.close();
      await api?.close();
      await redis?.stop();
    });

    const order = (externalId: string) =>
      api.client.post('/api/v1/events', {
        events: [anEvent({ id: externalId, customer: { channel: 'shop', externalId }, properties: { amount: 900 } })],
      });
    const tagged = async (): Promise<number> => {
      const condition = { fact: 'tag.big_spender', operator: 'equal', value: true };
      return (await api.client.post<CustomerSearchResponse>('/api/v1/customers/search', { condition })).body.total;
    };
    const health = async (): Promise<Health> => (await api.client.get<Health>('/api/health')).body;
    const idle = () => eventually(async () => ((await health()).backlog === 0 ? true : null));

    it('carries an event from one process to another, which tags the customer within a second', async () => {
      await idle();
      const startedAt = Date.now();
      await order('ann');
      await eventually(async () => ((await tagged()) === 1 ? true : null));
      expect(Date.now() - startedAt).toBeLessThan(1000);
      expect(await health()).toMatchObject({ queue: 'redis', backlog: 0 });
    });

    it('keeps the jobs of a worker that is away, and of one that was not there yet', async () => {
      await worker.close();
      await order('ben');
      const lanes = new Queue('lane', { connection: { url: redis.url } });
      await eventually(async () => ((await lanes.getWaitingCount()) === 1 ? true : null));
      expect((await health()).backlog).toBe(1);
      worker = await startWorker();
      await idle();
      expect(await tagged()).toBe(2);
      await eventually(async () => ((await lanes.getWaitingCount()) === 0 ? true : null));
      await lanes.close();
    });

    it('hands a job to the next worker when the first one ends, with nobody sweeping', async () => {
      await worker.close();
      const settings = { redisUrl: redis.url } as never;
      const sender = new JobQueues(settings);
      await sender.add('run', { runId: '4711' });
      await close(sender);
      const receiver = new JobQueues(settings);
      const payload = await new Promise((resolve, reject) => {
        void receiver.work('run', 1, (job) => Promise.resolve(resolve(job)), reject);
      });
      expect(payload).toEqual({ runId: '4711' });
      await close(receiver);
      worker = await startWorker();
    });
  });
}

async function close(queues: JobQueues): Promise<void> {
  await queues.beforeApplicationShutdown();
  await queues.onApplicationShutdown();
}
