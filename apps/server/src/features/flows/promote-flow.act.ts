import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ActorContext, Policy } from '@tagloom/access';
import { type ActCase, ApprovalActOf, type ActSetting, type RequestOf } from '../approvals/approval-act.js';
import { ApprovalActs } from '../approvals/approval-acts.js';
import { tagsSet } from '../catalog/tag-needs.js';
import { alreadyThere, drawingsOf, FlowPlaces, promotionKey, speaksForTags } from './flow-places.js';
import { FlowMovesRepository, type MovableFlow } from './flow-moves.repository.js';
import { sentenceOf } from './flow-view.js';

type Request = RequestOf<'promoteFlow'>;

/** A department's flow becomes everybody's: agreed to by who answers for the tags, see `speaksForTags`. */
@Injectable()
export class PromoteFlowAct extends ApprovalActOf<'promoteFlow'> implements OnModuleInit {
  readonly act = 'promoteFlow';
  readonly policy: Policy = { action: 'publish', subject: 'Flow' };

  constructor(
    private readonly acts: ApprovalActs,
    private readonly places: FlowPlaces,
    private readonly moves: FlowMovesRepository,
  ) {
    super();
  }

  onModuleInit(): void {
    this.acts.register(this);
  }

  async describe({ client, catalog }: ActSetting, { flowId, revision }: Request): Promise<ActCase> {
    const flow = await this.places.movable(client, catalog, flowId, revision);
    if (flow.departmentId === null) throw alreadyThere();
    const said = flow.published ?? flow.draft;
    const tags = [...new Set(drawingsOf(flow).flatMap(tagsSet))].flatMap(
      (key) => catalog.whole.tagByKey.get(key) ?? [],
    );
    return {
      key: promotionKey(flow),
      about: {
        tags: tags.filter(({ id }) => catalog.view.can('exists', id)).map(({ id, name }) => ({ id: String(id), name })),
        flow: { id: String(flow.id), name: said.name, sentence: sentenceOf(said, catalog.from('exists').catalog) },
        group: null,
        department: departmentOf(flow),
        customers: null,
      },
    };
  }

  /** Of the flow as it is now: that it is still the one that was asked about is for the gate to say. */
  async mayDecide({ client, catalog }: ActSetting, { flowId }: Request): Promise<boolean> {
    const flow = await this.moves.find(client, flowId);
    return flow !== null && speaksForTags(flow, catalog);
  }

  async perform(context: ActorContext, { flowId, revision }: Request): Promise<void> {
    await this.places.move(context, flowId, { departmentId: null, revision });
  }
}

const departmentOf = ({ departmentId, departmentName }: MovableFlow) =>
  departmentId === null ? null : { id: departmentId, name: departmentName ?? '' };
