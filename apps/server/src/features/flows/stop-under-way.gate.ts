import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PublishGate, type PublishCandidate } from './publish-gate.js';

/** While a flow's claims are being taken back no version of it may make new ones: the run could not tell them apart. */
@Injectable()
export class StopUnderWayGate extends PublishGate {
  async check(client: PoolClient, _context: ActorContext, { flowId }: PublishCandidate): Promise<void> {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id::text AS id FROM runs WHERE flow_id = $1 AND kind = 'stop' AND status IN ('queued', 'running') LIMIT 1`,
      [flowId],
    );
    if (rows.length === 0) return;
    throw new DomainError('conflict', 'The flow is still being stopped', {
      path: 'id',
      hint: 'Wait until its run has ended, then publish again',
      params: { run: rows[0].id },
    });
  }
}
