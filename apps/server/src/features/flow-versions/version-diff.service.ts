import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Flow, RollBackRequest, RollBackResponse, VersionDiff } from '@tagloom/contracts';
import { diffFlows, diffSentences } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { FlowsService } from '../flows/flows.service.js';
import { publishableFlow } from '../flows/publishable-flow.js';

/** Compares the versions of a flow, and brings one back as its draft. */
@Injectable()
export class VersionDiffService {
  constructor(
    private readonly flows: FlowsService,
    private readonly views: CatalogViews,
  ) {}

  /** Both are told by the names that things have today. */
  async diff(context: ActorContext, id: string, before: string, after: string): Promise<VersionDiff> {
    requireScope(context);
    const [former, later] = [await this.drawing(context, id, before), await this.drawing(context, id, after)];
    const { catalog } = await this.views.seenBy(context, 'exists');
    return {
      differences: diffFlows(former, later, catalog),
      sentence: {
        'zh-CN': diffSentences(former, later, 'zh-CN', catalog),
        en: diffSentences(former, later, 'en', catalog),
      },
    };
  }

  /** Only a version that could be published today comes back; publishing it is another step, with all of its gates. */
  async rollBack(context: ActorContext, id: string, { version, revision }: RollBackRequest): Promise<RollBackResponse> {
    const { locale } = requireScope(context);
    // not the remembered one: what is gone has to be seen
    const view = await this.views.fresh(context);
    const { department } = await this.flows.findOrFail(context, id);
    const drawing = await this.drawing(context, id, String(version));
    const flow = await publishableFlow(drawing, view, locale, department?.id ?? null);
    const saved = await this.flows.saveDraft(context, id, { flow, revision });
    return { revision: saved.revision, savedAt: saved.savedAt };
  }

  private async drawing(context: ActorContext, id: string, which: string): Promise<Flow> {
    if (which === 'draft') return (await this.flows.findOrFail(context, id)).draft;
    const found = (await this.flows.versions(context, id)).find(({ version }) => String(version) === which);
    if (found) return found.flow;
    throw new DomainError('version_not_found', `Flow ${id} has no version ${which}`, {
      path: 'version',
      hint: 'Choose one of the versions that were published',
      params: { version: which },
    });
  }
}
