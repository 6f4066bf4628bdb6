import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Condition, CountResponse, Flow } from '@tagloom/contracts';
import { conditionToSql } from '@tagloom/rule-engine';
import { Clock } from '../../platform/clock/clock.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { checkCondition } from '../catalog/check-condition.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import { countableNodes, endsOf } from './countable-nodes.js';
import { FlowSettingService } from './flow-setting.service.js';
import { FlowCountRepository } from './flow-count.repository.js';

/** How many customers match now, exactly or from a sample, node by node, while a rule is being drawn. */
@Injectable()
export class FlowCountService {
  constructor(
    private readonly repository: FlowCountRepository,
    private readonly views: CatalogViews,
    private readonly flowSettings: FlowSettingService,
    private readonly fields: FieldAccess,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** `flowId` is whose draft it is: leave thresholds count for those who hold its tags. */
  async countFlow(context: ActorContext, flow: Flow, flowId: string | null, isSample = false): Promise<CountResponse> {
    requireScope(context);
    (await this.fields.of(context)).requireFlow(flow);
    const { loaded, timeZone, actions } = await this.flowSettings.of(context, flow, flowId);
    const moment = { now: this.clock.now(), timeZone: timeZone ?? this.settings.timeZone };
    const { expressions, params } = countableNodes(flow, loaded.catalog, moment, {
      heldSlots: new Map(actions.map(({ nodeId, slot }) => [nodeId, slot.id])),
      zoneOfCustomer: { ...this.zoneOfCustomer(), factsOnly: timeZone !== null },
    });
    const countable = [...expressions].filter((entry): entry is [string, string] => entry[1] !== null);
    const ends = endsOf(flow).map(({ id }) => expressions.get(id) ?? null);
    const isKnown = ends.length > 0 && ends.every((end) => end !== null);
    const matching = isKnown ? [`(${ends.join(' OR ')})`] : [];
    const asked = [...countable.map(([, sql]) => sql), ...matching];
    const sample = isSample ? await this.repository.sample(asked, params) : null;
    const { total, counts } = sample ?? (await this.repository.count(asked, params));
    const byNode = (numbers: readonly number[]) => {
      const known = new Map(countable.map(([id], index) => [id, numbers[index]]));
      return {
        matching: numbers[countable.length] ?? null,
        nodes: Object.fromEntries([...expressions.keys()].map((id) => [id, known.get(id) ?? null])),
      };
    };
    return {
      total,
      ...byNode(counts),
      ...(isSample && { sampled: sample !== null, margins: byNode(sample?.margins ?? counts.map(() => 0)) }),
      at: moment.now.toISOString(),
    };
  }

  async countCondition(context: ActorContext, condition: Condition): Promise<CountResponse> {
    const { locale } = requireScope(context);
    const moment = { now: this.clock.now(), timeZone: this.settings.timeZone };
    const { catalog } = await this.views.seenBy(context, 'read');
    checkCondition(condition, catalog, locale);
    (await this.fields.of(context)).requireCondition(condition, 'condition');
    const zoneOfCustomer = { ...this.zoneOfCustomer(), factsOnly: true };
    const { sql, params } = conditionToSql(condition, catalog, moment, { zoneOfCustomer });
    const { total, counts } = await this.repository.count([sql], params);
    return { total, matching: counts[0], nodes: {}, at: moment.now.toISOString() };
  }

  private zoneOfCustomer() {
    return { column: 'zone', fallback: this.settings.timeZone };
  }
}
