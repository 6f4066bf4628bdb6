import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { Queue, Worker, createPostgresBackend, runMigrations, type Job, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { SETTINGS } from '../settings/settings.token.js';
import type { Settings } from '../settings/settings.js';
import type { JobName, JobPayloads } from './jobs.js';

const SCHEMA = 'bullmq';
/** Workers and queues share one pool; each worker and listener keeps a connection, so it must be larger than their sum. */
const POOL_SIZE = 16;
/** A killed worker's job is taken over after ten seconds instead of a minute. */
const LOCK_MS = 5_000;

/**
 * BullMQ on Redis when `REDIS_URL` is set, else on PostgreSQL; the same calls for both.
 * A job carries ids only: losing, doubling or flushing jobs does no harm, because the sweeper finds undone work.
 */
@Injectable()
export class JobQueues implements BeforeApplicationShutdown, OnApplicationShutdown {
  readonly backend: 'postgres' | 'redis';
  private readonly queues = new Map<JobName, Queue>();
  private readonly workers: Worker[] = [];
  private connection: Promise<pg.Pool | Redis> | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.backend = settings.redisUrl ? 'redis' : 'postgres';
  }

  async add<N extends JobName>(name: N, payload: JobPayloads[N]): Promise<void> {
    const queue = await this.queue(name);
    await queue.add(name, payload, {
      removeOnComplete: true,
      removeOnFail: 100,
      attempts: 3,
      backoff: { type: 'exponential', delay: 200 },
    });
  }

  /** Runs `name` every `everyMs`; one schedule for all processes. */
  async repeat<N extends JobName>(name: N, payload: JobPayloads[N], everyMs: number): Promise<void> {
    const queue = await this.queue(name);
    await queue.upsertJobScheduler(
      `every-${name}`,
      { every: everyMs },
      { name, data: payload, opts: { removeOnComplete: true, removeOnFail: 10 } },
    );
  }

  async work<N extends JobName>(
    name: N,
    concurrency: number,
    handle: (payload: JobPayloads[N]) => Promise<void>,
    onFailure: (error: Error) => void,
  ): Promise<void> {
    const options: WorkerOptions = {
      connection: (await this.connect()) as WorkerOptions['connection'],
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS,
    };
    const process = (job: Job<JobPayloads[N]>): Promise<void> => handle(job.data);
    const worker = this.settings.redisUrl
      ? new Worker(name, process, options)
      : new Worker(name, process, options as never, createPostgresBackend as never);
    worker.on('failed', (_job, error) => onFailure(error));
    worker.on('error', onFailure);
    this.workers.push(worker);
  }

  /** Jobs at work end before anything that they use is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    const connection = await this.connection;
    if (connection instanceof Redis) connection.disconnect();
    else await connection?.end();
  }

  private async queue(name: JobName): Promise<Queue> {
    const known = this.queues.get(name);
    if (known) return known;
    const connection = (await this.connect()) as WorkerOptions['connection'];
    const raced = this.queues.get(name);
    if (raced) return raced;
    const queue = this.settings.redisUrl
      ? new Queue(name, { connection })
      : new Queue(name, { connection } as never, createPostgresBackend as never);
    this.queues.set(name, queue);
    return queue;
  }

  private connect(): Promise<pg.Pool | Redis> {
    this.connection ??= this.settings.redisUrl
      ? Promise.resolve(new Redis(this.settings.redisUrl, { maxRetriesPerRequest: null }))
      : this.connectPostgres();
    return this.connection;
  }

  private async connectPostgres(): Promise<pg.Pool> {
    const pool = new pg.Pool({
      connectionString: this.settings.databaseUrl ?? undefined,
      max: POOL_SIZE,
      application_name: 'tagloom-queue',
      options: `-c search_path=${SCHEMA}`,
    });
    const client = await pool.connect();
    try {
      await runMigrations(client, SCHEMA);
    } finally {
      client.release();
    }
    return pool;
  }
}
