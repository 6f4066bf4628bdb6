import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ActorContext, can } from '@tagloom/access';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PeriodicLook } from '../../platform/periodic/periodic-look.js';
import { ActorContexts } from '../auth/actor-contexts.js';
import { PublishingService } from '../flows/publishing.service.js';
import { RefusalNotices } from './refusal-notices.js';
import { ScheduleConflicts } from './schedule-conflicts.js';
import { SchedulesRepository, type Moment, type ScheduleRow } from './schedules.repository.js';
import { StoppingService } from './stopping.service.js';

/** Another process was faster, or the schedule was changed meanwhile: what was begun is undone. */
class Overtaken extends Error {}

/**
 * Publishes and ends flows when their moment comes, as the person who asked for it and with all gates. What is done is noted in
 * the transaction that does it, so it happens once, however many processes look. Part of the worker process.
 */
@Injectable()
export class ScheduleRunner extends PeriodicLook {
  protected readonly everyMs = 2_000;
  protected readonly failure = 'could not look after schedules';
  private readonly logger = new Logger(ScheduleRunner.name);

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly schedules: SchedulesRepository,
    private readonly actors: ActorContexts,
    private readonly publishing: PublishingService,
    private readonly stopping: StoppingService,
    private readonly notices: RefusalNotices,
    private readonly conflicts: ScheduleConflicts,
  ) {
    super();
  }

  protected async doDue(): Promise<void> {
    for (const { row, moment } of await this.schedules.due(this.clock.now())) {
      try {
        await this.carryOut(row, moment);
      } catch (error) {
        // What fails by itself (a database that is away) is tried again; a refusal is an answer.
        if (error instanceof DomainError) await this.refuse(row, moment, error);
        else if (!(error instanceof Overtaken)) this.logger.error(error);
      }
    }
  }

  private async carryOut(row: ScheduleRow, moment: Moment): Promise<void> {
    const context = await this.contextOf(row);
    const id = String(row.flow_id);
    const also = (client: PoolClient) => this.noteDone(client, row, moment);
    if (moment === 'expire') {
      await this.stopping.stop(context, id, { note: row.note ?? undefined }, also);
      return;
    }
    const { apply, since, revision, note } = row;
    const request = { apply, revision, since: since?.toISOString(), note: note ?? undefined };
    await this.publishing.publish(context, id, request, async (client) => {
      await this.conflicts.refuse(client, context, row.flow_id);
      await also(client);
    });
  }

  private async contextOf({ actor_kind, actor_id, actor_name }: ScheduleRow): Promise<ActorContext> {
    const publish = { action: 'publish', subject: 'Flow' } as const;
    const context = await this.actors.of({ kind: actor_kind, id: actor_id }, publish);
    if (context && can(context.role, publish)) return context;
    throw new DomainError('forbidden', `${actor_name} may not publish flows any more`, {
      hint: 'Someone who may has to schedule it anew',
    });
  }

  private async noteDone(client: ClientBase, row: ScheduleRow, moment: Moment): Promise<void> {
    const outcome = { at: this.clock.now().toISOString(), status: 'done' as const, error: null };
    if (!(await this.schedules.settle(client, row, moment, outcome))) throw new Overtaken();
  }

  private async refuse(row: ScheduleRow, moment: Moment, error: DomainError): Promise<void> {
    const at = this.clock.now();
    const { path, hint, params, issues } = error.details;
    const outcome = {
      at: at.toISOString(),
      status: 'refused' as const,
      error: { code: error.code, message: error.message, path, hint, params, issues },
    };
    await inTransaction(this.pool, async (client) => {
      if (await this.schedules.settle(client, row, moment, outcome))
        await this.notices.leave(client, row, moment, error, at);
    });
  }
}
