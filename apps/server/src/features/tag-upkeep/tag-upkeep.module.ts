import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { ShadowModule } from '../shadow/shadow.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { TagsModule } from '../tags/tags.module.js';
import { BinUpkeep } from './bin-upkeep.js';
import { ClaimMover } from './claim-mover.js';
import { DefinitionChange } from './definition-change.js';
import { DeleteGroupAct } from './delete-group-act.js';
import { DeleteTagAct } from './delete-tag-act.js';
import { FlowShapesRepository } from './flow-shapes.repository.js';
import { KeptRowsRepository } from './kept-rows.repository.js';
import { LibraryHistory } from './library-history.js';
import { MergeCountsRepository } from './merge-counts.repository.js';
import { MergeTagsAct } from './merge-tags-act.js';
import { MergeWork } from './merge-work.js';
import { MovedClaimsRepository } from './moved-claims.repository.js';
import { NewParts } from './new-parts.js';
import { RewrittenRowsRepository } from './rewritten-rows.repository.js';
import { HeldSlotsRepository } from './held-slots.repository.js';
import { LiveFlows } from './live-flows.js';
import { RemovalCase } from './removal-case.js';
import { RenamedBack } from './renamed-back.js';
import { Renaming } from './renaming.js';
import { RepublishedRepository } from './republished.repository.js';
import { SlotChangesRepository } from './slot-changes.repository.js';
import { SplitTagAct } from './split-tag-act.js';
import { SplitWork } from './split-work.js';
import { TagsInUse } from './still-used.js';
import { StrayClaims } from './stray-claims.js';
import { TagBinService } from './tag-bin.service.js';
import { TagHealthService } from './tag-health.service.js';
import { TagMergeService } from './tag-merge.service.js';
import { TagNumbersRepository } from './tag-numbers.repository.js';
import { TagOperationsRepository } from './tag-operations.repository.js';
import { TagOperationsService } from './tag-operations.service.js';
import { TagSplitService } from './tag-split.service.js';
import { TagTaking } from './tag-taking.js';
import { TagUndo } from './tag-undo.js';
import { TagUpkeepController } from './tag-upkeep.controller.js';
import { TagUsesService } from './tag-uses.service.js';
import { UpkeepGate } from './upkeep-gate.js';
import { UndoWork } from './undo-work.js';

@Module({
  imports: [ApprovalsModule, CatalogModule, EvaluationModule, ShadowModule, SharingModule, TagsModule],
  controllers: [TagUpkeepController],
  providers: [
    ClaimMover,
    DefinitionChange,
    DeleteGroupAct,
    DeleteTagAct,
    FlowShapesRepository,
    KeptRowsRepository,
    LibraryHistory,
    StrayClaims,
    MergeCountsRepository,
    MergeTagsAct,
    MergeWork,
    MovedClaimsRepository,
    NewParts,
    RewrittenRowsRepository,
    HeldSlotsRepository,
    LiveFlows,
    RemovalCase,
    RenamedBack,
    Renaming,
    RepublishedRepository,
    SlotChangesRepository,
    SplitTagAct,
    SplitWork,
    TagBinService,
    TagHealthService,
    TagMergeService,
    TagNumbersRepository,
    TagOperationsRepository,
    TagOperationsService,
    TagSplitService,
    TagTaking,
    TagUndo,
    UndoWork,
    TagUsesService,
    TagsInUse,
    UpkeepGate,
  ],
  exports: [StrayClaims, TagBinService, TagMergeService, TagOperationsRepository],
})
export class TagUpkeepModule {}

/** The end of the thirty days. */
@Module({ imports: [TagUpkeepModule], providers: [BinUpkeep] })
export class TagUpkeepWorkerModule {}
