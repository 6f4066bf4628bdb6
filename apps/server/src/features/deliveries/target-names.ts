import { Injectable } from '@nestjs/common';
import type { Recipient } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import { definitionId } from '../../platform/http/id-params.js';
import { WebhookNames } from '../webhooks/webhook-names.js';
import { isOrderOf, type EffectOrder } from './effect-order.js';

/** What an order is aimed at: the name for people, and the endpoint (0: inside the application; null: it is gone). */
export interface Target {
  name: string;
  endpointId: number | null;
}
export type TargetOf = (order: EffectOrder) => Target;

/** Names as they are now: a receipt tells later what was reached, though it may be renamed or deleted by then. */
@Injectable()
export class TargetNames {
  constructor(private readonly webhooks: WebhookNames) {}

  async of(client: ClientBase, orders: readonly EffectOrder[]): Promise<TargetOf> {
    const endpoints = await this.webhooks.hold(client, [
      ...new Set(orders.filter(isOrderOf('webhook')).map(({ data }) => definitionId(data.endpoint))),
    ]);
    const people = await recipientNames(client, orders.flatMap(recipientOf));
    return (order) => {
      const { data } = order;
      if (data.action === 'webhook') {
        const id = definitionId(data.endpoint);
        const name = endpoints.get(id);
        return name === undefined ? { name: data.endpoint, endpointId: null } : { name, endpointId: id };
      }
      return { name: nameOf(order, people), endpointId: 0 };
    };
  }
}

function nameOf({ data }: EffectOrder, people: ReadonlyMap<string, string>): string {
  if (data.action === 'propose') return data.tag;
  if (data.action === 'setField') return data.field;
  if (data.action === 'sendMaterial') return data.title;
  if (data.action === 'webhook') return data.endpoint;
  return data.to.kind === 'role' ? data.to.role : (people.get(`${data.to.kind}:${data.to.id}`) ?? data.to.id);
}

const recipientOf = ({ data }: EffectOrder): Recipient[] =>
  data.action === 'notify' || data.action === 'assign' ? [data.to] : [];

async function recipientNames(client: ClientBase, recipients: readonly Recipient[]): Promise<Map<string, string>> {
  const ids = (kind: 'user' | 'department'): string[] => [
    ...new Set(recipients.flatMap((one) => (one.kind === kind ? [one.id] : []))),
  ];
  const [users, departments] = [ids('user'), ids('department')];
  if (users.length + departments.length === 0) return new Map();
  const { rows } = await client.query<{ key: string; name: string }>(
    `SELECT 'user:' || id AS key, name FROM users WHERE id = ANY($1::bigint[])
     UNION ALL SELECT 'department:' || id, name FROM departments WHERE id = ANY($2::bigint[])`,
    [users, departments],
  );
  return new Map(rows.map(({ key, name }) => [key, name]));
}
