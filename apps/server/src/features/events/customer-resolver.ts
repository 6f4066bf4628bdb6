import { Injectable } from '@nestjs/common';
import type { CustomerRef } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

const CACHE_SIZE = 200_000;
/** Serialises the creation of customers, so that one identity never gets two. */
const CREATION_LOCK = 7_301;

const SEPARATOR = '\u0001';
const keyOf = (ref: CustomerRef): string =>
  'id' in ref ? ref.id : [ref.channel, ref.connection ?? '', ref.externalId].join(SEPARATOR);

/**
 * Finds the customer of a reference; an unknown (channel, connection, external id) becomes a new customer.
 * An unknown id stays unresolved. What is cached never changes: an identity belongs to its customer for good.
 */
@Injectable()
export class CustomerResolver {
  private readonly cache = new Map<string, string>();

  /** Customer ids in the order of `refs` when all of them are remembered, else null. */
  remembered(refs: readonly CustomerRef[]): string[] | null {
    const ids: string[] = [];
    for (const ref of refs) {
      const id = this.cache.get(keyOf(ref));
      if (id === undefined) return null;
      ids.push(id);
    }
    return ids;
  }

  /** Customer ids in the order of `refs`, null for an id that does not exist; `created` are the new ones. */
  async resolve(
    client: ClientBase,
    refs: readonly CustomerRef[],
  ): Promise<{ ids: (string | null)[]; created: Set<string>; remember(): void }> {
    const found = new Map<string, string>();
    const missing = new Map<string, CustomerRef>();
    for (const ref of refs) {
      const key = keyOf(ref);
      const cached = this.cache.get(key);
      if (cached) found.set(key, cached);
      else missing.set(key, ref);
    }
    const created = new Set<string>();
    if (missing.size > 0) {
      await this.find(client, missing, found);
      await this.create(client, missing, found, created);
    }
    return {
      ids: refs.map((ref) => found.get(keyOf(ref)) ?? null),
      created,
      // Only after the commit: a rolled back customer must not be remembered.
      remember: () => this.remember(found),
    };
  }

  private async find(client: ClientBase, missing: Map<string, CustomerRef>, found: Map<string, string>): Promise<void> {
    const ids = [...missing.values()].flatMap((ref) => ('id' in ref ? [ref.id] : []));
    if (ids.length > 0) {
      const { rows } = await client.query<{ id: string }>('SELECT id FROM customers WHERE id = ANY($1::bigint[])', [
        ids,
      ]);
      for (const { id } of rows) found.set(id, id);
      for (const id of ids) missing.delete(id);
    }
    await this.findIdentities(client, missing, found);
  }

  private async findIdentities(
    client: ClientBase,
    missing: Map<string, CustomerRef>,
    found: Map<string, string>,
  ): Promise<void> {
    const identities = identitiesOf(missing);
    if (identities.length === 0) return;
    const { rows } = await client.query<{
      channel: string;
      connection: string;
      externalId: string;
      customerId: string;
    }>(
      `SELECT i.channel, i.connection, i.external_id AS "externalId", i.customer_id AS "customerId"
       FROM unnest($1::text[], $2::text[], $3::text[]) AS n(channel, connection, external_id)
       JOIN identities i USING (channel, connection, external_id)`,
      columnsOf(identities),
    );
    for (const { customerId, ...identity } of rows) {
      found.set(keyOf(identity), customerId);
      missing.delete(keyOf(identity));
    }
  }

  private async create(
    client: ClientBase,
    missing: Map<string, CustomerRef>,
    found: Map<string, string>,
    created: Set<string>,
  ): Promise<void> {
    if (missing.size === 0) return;
    await client.query('SELECT pg_advisory_xact_lock($1)', [CREATION_LOCK]);
    await this.findIdentities(client, missing, found);
    const identities = identitiesOf(missing);
    if (identities.length === 0) return;
    const { rows } = await client.query<{ id: string }>(
      'INSERT INTO customers (created_at) SELECT now() FROM generate_series(1, $1) RETURNING id',
      [identities.length],
    );
    await client.query(
      `INSERT INTO identities (channel, connection, external_id, customer_id)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])`,
      [...columnsOf(identities), rows.map(({ id }) => id)],
    );
    identities.forEach((identity, index) => {
      found.set(keyOf(identity), rows[index].id);
      created.add(rows[index].id);
    });
  }

  private remember(found: ReadonlyMap<string, string>): void {
    if (this.cache.size + found.size > CACHE_SIZE) this.cache.clear();
    for (const [key, id] of found) this.cache.set(key, id);
  }
}

type IdentityRef = Exclude<CustomerRef, { id: string }>;

const identitiesOf = (refs: ReadonlyMap<string, CustomerRef>): IdentityRef[] =>
  [...refs.values()].filter((ref): ref is IdentityRef => !('id' in ref));

const columnsOf = (identities: readonly IdentityRef[]): [string[], string[], string[]] => [
  identities.map(({ channel }) => channel),
  identities.map(({ connection }) => connection ?? ''),
  identities.map(({ externalId }) => externalId),
];
