import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { FlowSchedule, SaveScheduleRequest, ScheduleResponse } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { revisionConflict } from '../flows/flow-failures.js';
import { FlowsService } from '../flows/flows.service.js';
import { refuseUnfitSince } from '../flows/refuse-unfit-since.js';
import { SchedulesRepository, type ScheduleRow } from './schedules.repository.js';

/** When a flow is to be published, and when it is to end. Whether it may is checked at the moment itself. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly repository: SchedulesRepository,
    private readonly flows: FlowsService,
    private readonly clock: Clock,
  ) {}

  async find(context: ActorContext, id: string): Promise<ScheduleResponse> {
    await this.flows.findOrFail(context, id);
    const row = await this.repository.find(id);
    return { schedule: row && toSchedule(row) };
  }

  async save(context: ActorContext, id: string, request: SaveScheduleRequest): Promise<ScheduleResponse> {
    const { actor } = requireScope(context);
    const flow = await this.flows.findOrFail(context, id);
    this.refuseUnfitTimes(request);
    refuseUnfitSince(request, this.clock.now());
    if (flow.revision !== request.revision) throw revisionConflict(flow.revision);
    if (request.publishAt === undefined && flow.version === null)
      throw new DomainError('flow_not_published', 'A flow that is not published cannot end', {
        path: 'expireAt',
        hint: 'Say when it is to be published, too, or publish it first',
      });
    await this.repository.put({
      flow_id: Number(id),
      publish_at: request.publishAt === undefined ? null : new Date(request.publishAt),
      expire_at: request.expireAt === undefined ? null : new Date(request.expireAt),
      apply: request.apply,
      since: request.since === undefined ? null : new Date(request.since),
      note: request.note ?? null,
      revision: request.revision,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      saved_at: this.clock.now(),
    });
    return this.find(context, id);
  }

  async delete(context: ActorContext, id: string): Promise<ScheduleResponse> {
    await this.flows.findOrFail(context, id);
    await this.repository.delete(id);
    return { schedule: null };
  }

  private refuseUnfitTimes({ publishAt, expireAt }: SaveScheduleRequest): void {
    const now = this.clock.now();
    for (const [path, at] of Object.entries({ publishAt, expireAt }))
      if (at !== undefined && Date.parse(at) <= now.getTime())
        throw new DomainError('schedule_in_past', 'The moment has passed already', {
          path,
          hint: 'Choose a moment in the future',
          params: { now: now.toISOString() },
        });
    if (publishAt !== undefined && expireAt !== undefined && Date.parse(expireAt) <= Date.parse(publishAt))
      throw new DomainError('validation_failed', 'The flow would end before it begins', {
        path: 'expireAt',
        hint: 'Choose a moment after that of publishing',
      });
  }
}

const toSchedule = (row: ScheduleRow): FlowSchedule => ({
  publishAt: row.publish_at?.toISOString() ?? null,
  expireAt: row.expire_at?.toISOString() ?? null,
  apply: row.apply,
  since: row.since?.toISOString() ?? null,
  note: row.note,
  revision: row.revision,
  by: row.actor_name,
  publishOutcome: row.publish_outcome,
  expireOutcome: row.expire_outcome,
});
