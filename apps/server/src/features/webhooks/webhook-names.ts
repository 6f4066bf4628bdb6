import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';

/** Which endpoints exist, for who writes calls to them in a transaction of their own. */
@Injectable()
export class WebhookNames {
  constructor(private readonly endpoints: WebhookEndpointsRepository) {}

  /** Names by id; until the transaction ends these endpoints cannot be deleted. */
  async hold(client: ClientBase, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    return ids.length === 0 ? new Map() : this.endpoints.names(client, ids);
  }
}
