import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Flow } from '@tagloom/contracts';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import type { RuntimeAction } from '../evaluation/runtime.js';
import { actionsOf, resolveZone } from '../evaluation/runtime-flows.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { FlowsRepository } from './flows.repository.js';

/** What a trial of a flow must know besides the flow itself. */
export interface FlowSetting {
  /** With the tags that the caller may read: a trial tells of every tag that it asks for. */
  loaded: LoadedCatalog;
  /** The zone on whose calendar it counts; null is each customer's own. */
  timeZone: string | null;
  /** The actions that a published version has had before, with their slots. */
  actions: RuntimeAction[];
}

/** Finds out for a draft what publishing would settle. */
@Injectable()
export class FlowSettingService {
  constructor(
    private readonly repository: FlowsRepository,
    private readonly runtimes: RuntimeService,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async of(context: ActorContext, flow: Flow, flowId: string | null): Promise<FlowSetting> {
    const { departmentId } = requireScope(context);
    if (flowId !== null) await this.visible.requireVisible(context, flowId);
    const { slots } = await this.runtimes.current();
    const loaded = await this.views.seenBy(context, 'read');
    const choice = flow.timeZone ?? 'organisation';
    const department = choice === 'department' ? await this.repository.departmentZone(flowId, departmentId) : null;
    return {
      loaded,
      timeZone: resolveZone(choice, department, this.settings.timeZone),
      actions: flowId === null ? [] : actionsOf(flow, loaded, slots.get(Number(flowId)) ?? []),
    };
  }
}
