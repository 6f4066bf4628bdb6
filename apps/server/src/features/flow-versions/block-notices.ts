import { Injectable } from '@nestjs/common';
import type { InboxMessage, LocalizedText, Recipient } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { BlockedFlow } from '../catalog/flow-blocks.js';
import type { LoadedCatalog, LoadedTag } from '../catalog/loaded-catalog.js';
import { InboxWriter } from '../inbox/inbox-writer.js';

/** A flow by what a message says of it. */
export type ToldFlow = Pick<BlockedFlow, 'id' | 'name' | 'departmentId'>;
type AboutFlow = Extract<InboxMessage['kind'], `flow_${string}`>;

/** Tells a department of its flows that are asked nothing, or again, and the owners of the tags that it is so for want of them. */
@Injectable()
export class BlockNotices {
  constructor(
    private readonly inbox: InboxWriter,
    private readonly views: CatalogViews,
  ) {}

  async blocked(client: ClientBase, flows: readonly BlockedFlow[], loaded: LoadedCatalog, at: Date): Promise<void> {
    for (const flow of flows) {
      const { view } = this.views.ofViewerWithin({ departmentId: flow.departmentId, userId: null }, loaded);
      // a name that it may not know any more it does not learn here
      const known = flow.lacking.filter(({ tag }) => view.can('exists', tag.id));
      await this.tell(client, 'flow_blocked', flow, namesOf(known.map(({ tag }) => tag.name)), '', at);
    }
    await this.tellOwners(client, flows, loaded, at);
  }

  async unblocked(client: ClientBase, flow: ToldFlow, at: Date): Promise<void> {
    await this.tell(client, 'flow_unblocked', flow, '', '', at);
  }

  /** `name` is that of what it will lack, `until` the moment. */
  async ahead(client: ClientBase, flow: ToldFlow, name: LocalizedText, until: Date, at: Date): Promise<void> {
    await this.tell(client, 'flow_block_ahead', flow, namesOf([name]), until.toISOString(), at);
  }

  private async tell(
    client: ClientBase,
    kind: AboutFlow,
    { id, name, departmentId }: ToldFlow,
    title: string,
    text: string,
    at: Date,
  ): Promise<void> {
    const to = { kind: 'department' as const, id: departmentId };
    const about = { deliveryId: null, customerId: null, url: null, flowId: id, flowName: name };
    await this.inbox.leave(client, [{ ...about, to, kind, title, text, at: at.getTime() }]);
  }

  /** How many flows of which department, and no more: what others draw is not the owner's to know. */
  private async tellOwners(
    client: ClientBase,
    flows: readonly BlockedFlow[],
    { departmentNames }: LoadedCatalog,
    at: Date,
  ): Promise<void> {
    for (const [tag, departments] of wantedTags(flows))
      for (const [departmentId, count] of departments)
        await this.inbox.leave(
          client,
          (await ownersOf(client, tag)).map((to) => ({
            ...{ deliveryId: null, customerId: null, url: null, at: at.getTime(), to },
            kind: 'share_flows_blocked' as const,
            title: tag.name['zh-CN'],
            text: departmentNames.get(departmentId) ?? '',
            flowName: String(count),
          })),
        );
  }
}

const namesOf = (names: readonly LocalizedText[]): string => names.map((name) => name['zh-CN']).join('、');

/** By tag and department: how many flows lack it. */
function wantedTags(flows: readonly BlockedFlow[]): Map<LoadedTag, Map<string, number>> {
  const wanted = new Map<LoadedTag, Map<string, number>>();
  for (const { departmentId, lacking } of flows)
    for (const { tag } of lacking) {
      const departments = wanted.get(tag) ?? new Map<string, number>();
      wanted.set(tag, departments.set(departmentId, (departments.get(departmentId) ?? 0) + 1));
    }
  return wanted;
}

/** Headquarters is the people who may lend for the whole organisation: an admin of a department is none of them. */
async function ownersOf(client: ClientBase, { ownerDepartmentId }: LoadedTag): Promise<Recipient[]> {
  if (ownerDepartmentId !== null) return [{ kind: 'department', id: ownerDepartmentId }];
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT user_id::text AS id FROM department_roles
     WHERE department_id IS NULL AND role IN ('admin', 'designer') ORDER BY id`,
  );
  return rows.map(({ id }) => ({ kind: 'user', id }));
}
