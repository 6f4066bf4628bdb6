import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { can, type Subject } from '@tagloom/access';
import type { RealtimeMessage } from '@tagloom/contracts';
import { actorKey } from '../../platform/access/actor-key.js';
import { PROCESS_ROLE, type ProcessRole } from '../../platform/settings/process-role.js';
import { DatabaseSignals, type SignalListener } from '../../platform/signals/database-signals.js';
import { ApprovalAudience } from './approval-audience.js';
import { Coalescer } from './coalescer.js';
import { InboxAudience } from './inbox-audience.js';
import { RightsWatch } from './rights-watch.js';
import type { Subscriber } from './subscriber.js';
import { Subscribers } from './subscribers.js';
import { ViewFingerprint } from './view-fingerprint.js';
import { ViewWatch } from './view-watch.js';
import type { CustomerChanges } from './watched-customers.repository.js';
import { WatchedCustomers } from './watched-customers.js';
import { WatchedRuns } from './watched-runs.js';

const GAP_MS = 100;
/** A run tells of every batch; nobody reads faster than this. */
const RUNS_GAP_MS = 500;
const BEAT_EVERY_MS = 15_000;
/** Another process remembers a key that was revoked for five seconds. */
const KEYS_FORGOTTEN_MS = 6_000;

/** From the database's signals to the connections that each of them concerns. */
@Injectable()
export class RealtimeHub implements OnApplicationBootstrap, BeforeApplicationShutdown, SignalListener {
  isClosing = false;
  private beating: NodeJS.Timeout | undefined;
  private readonly topics: Record<string, Coalescer>;

  constructor(
    @Inject(PROCESS_ROLE) private readonly role: ProcessRole,
    private readonly signals: DatabaseSignals,
    private readonly subscribers: Subscribers,
    private readonly views: ViewWatch,
    private readonly fingerprint: ViewFingerprint,
    private readonly rights: RightsWatch,
    private readonly customers: WatchedCustomers,
    private readonly audience: InboxAudience,
    private readonly runs: WatchedRuns,
    private readonly approvals: ApprovalAudience,
  ) {
    const definitions = new Coalescer(GAP_MS, () => this.views.tellChanges(this.subscribers.list()));
    this.topics = {
      definitions,
      // One look answers both, and shares are part of what one sees.
      sharing: definitions,
      runs: new Coalescer(RUNS_GAP_MS, () => this.tellOfRuns()),
      inbox: new Coalescer(GAP_MS, (recipients) => this.tellOfInbox(recipients)),
      approvals: new Coalescer(GAP_MS, (ids) => this.tellOfApprovals(ids)),
      access: new Coalescer(GAP_MS, (whose) => this.checkRights(whose)),
      gap: new Coalescer(GAP_MS, () => this.afterGap()),
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.role.api) return;
    this.customers.onChange((changes) => void this.tellOfCustomer(changes));
    this.beating = setInterval(() => void this.beat(), BEAT_EVERY_MS).unref();
    await this.runs.start();
    await this.signals.subscribe(this);
  }

  /** Before the HTTP server waits for its open answers. */
  beforeApplicationShutdown(): void {
    this.isClosing = true;
    clearInterval(this.beating);
    this.customers.stop();
    for (const topic of Object.values(this.topics)) topic.stop();
    for (const { stream } of this.subscribers.list()) stream.end();
  }

  onSignal(topic: string, detail: string): void {
    if (Object.hasOwn(this.topics, topic)) this.topics[topic].add(detail);
  }

  onGap(): void {
    this.topics.gap.add();
  }

  private tell(message: RealtimeMessage, concerns: (subscriber: Subscriber) => boolean): void {
    for (const subscriber of this.subscribers.list()) if (concerns(subscriber)) subscriber.stream.send(message);
  }

  private async tellOfInbox(recipients: readonly string[]): Promise<void> {
    const isTheirs = await this.audience.of(recipients);
    this.tell({ topic: 'inbox' }, ({ context }) => isTheirs(context));
  }

  private async tellOfApprovals(ids: readonly string[]): Promise<void> {
    const isTheirs = await this.approvals.of(ids);
    this.tell({ topic: 'approvals' }, ({ context }) => isTheirs(context));
  }

  private async tellOfRuns(): Promise<void> {
    const isTheirs = await this.runs.look();
    for (const { context, stream } of this.subscribers.list())
      if (await isTheirs(context).catch(() => false)) stream.send({ topic: 'runs' });
  }

  private async tellOfCustomer({ id, tagIds }: CustomerChanges): Promise<void> {
    for (const { context, customerId, stream } of this.subscribers.list()) {
      if (customerId !== id || !mayRead('Customer')({ context })) continue;
      if (await this.fingerprint.seesAny(context, tagIds).catch(() => false)) stream.send({ topic: 'customer', id });
    }
  }

  private async checkRights(whose: readonly string[]): Promise<void> {
    const concerned = this.subscribers.list().filter(({ context }) => whose.includes(actorKey(context.actor)));
    await this.rights.check(concerned);
    if (whose.some((one) => one.startsWith('api:')))
      setTimeout(() => void this.rights.check(concerned), KEYS_FORGOTTEN_MS).unref();
  }

  private async afterGap(): Promise<void> {
    const all = this.subscribers.list();
    await this.rights.check(all);
    this.topics.definitions.add();
    this.tell({ topic: 'refetch' }, () => true);
  }

  /** Finds as well what no signal tells of: sessions and shares that end by themselves. */
  async beat(): Promise<void> {
    const all = this.subscribers.list();
    for (const { stream } of all) stream.beat();
    await this.rights.check(all);
    this.topics.definitions.add();
  }
}

const mayRead =
  (subject: Subject) =>
  ({ context }: Pick<Subscriber, 'context'>): boolean =>
    can(context.role, { action: 'read', subject });
