import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type {
  Lineage,
  MergePreview,
  SplitPreview,
  TagBin,
  TagHealthReport,
  TagOperation,
  TagOperations,
  TagUses,
} from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { definitionId, IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { TagBinService } from './tag-bin.service.js';
import { TagHealthService } from './tag-health.service.js';
import { TagMergeService } from './tag-merge.service.js';
import { TagOperationsService } from './tag-operations.service.js';
import {
  LineageDto,
  LineageQueryDto,
  MergePreviewDto,
  MergeTagDto,
  RemoveGroupQueryDto,
  SplitPreviewDto,
  SplitTagDto,
  TagBinDto,
  TagHealthQueryDto,
  TagHealthReportDto,
  TagOperationDto,
  TagOperationsDto,
  TagUsesDto,
} from './tag-upkeep.dto.js';
import { TagSplitService } from './tag-split.service.js';
import { TagUsesService } from './tag-uses.service.js';

/** What keeps the library in order. Stands before the routes of `tags`: `tags/bin` is no tag's id. */
@ApiTags('tags')
@Controller('api/v1')
export class TagUpkeepController {
  constructor(
    private readonly bin: TagBinService,
    private readonly health: TagHealthService,
    private readonly merges: TagMergeService,
    private readonly operations: TagOperationsService,
    private readonly splits: TagSplitService,
    private readonly uses: TagUsesService,
  ) {}

  @Get('tags/bin')
  @Policy('read', 'Tag')
  @Responds(TagBinDto, { description: 'Deleted tags and groups that can still be restored, the latest first.' })
  list(@Actor() context: ActorContext): Promise<TagBin> {
    return this.bin.list(context);
  }

  @Get('tags/health')
  @Policy('read', 'Tag')
  @Responds(TagHealthReportDto)
  report(@Actor() context: ActorContext, @Query() { staleDays }: TagHealthQueryDto): Promise<TagHealthReport> {
    return this.health.report(context, staleDays);
  }

  @Get('tags/:id/uses')
  @Policy('read', 'Tag')
  @Responds(TagUsesDto)
  usesOf(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<TagUses> {
    return this.uses.uses(context, definitionId(id));
  }

  @Get('tags/:id/lineage')
  @Policy('read', 'Tag')
  @Responds(LineageDto)
  lineage(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Query() { depth }: LineageQueryDto,
  ): Promise<Lineage> {
    return this.uses.lineage(context, definitionId(id), depth);
  }

  @Delete('tags/:id')
  @Policy('delete', 'Tag')
  @Responds(null, { status: 204, description: 'It waits in the recycle bin for 30 days.' })
  remove(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.bin.remove(context, definitionId(id));
  }

  @Post('tags/:id/restore')
  @Policy('delete', 'Tag')
  @Responds(null, { status: 204 })
  restore(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.bin.restore(context, definitionId(id));
  }

  @Delete('tag-groups/:id')
  @Policy('delete', 'TagGroup')
  @Responds(null, { status: 204, description: 'With the groups below it and every tag in them, to the recycle bin.' })
  removeGroup(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Query() { confirm }: RemoveGroupQueryDto,
  ): Promise<void> {
    return this.bin.removeGroup(context, definitionId(id), confirm);
  }

  @Post('tag-groups/:id/restore')
  @Policy('delete', 'TagGroup')
  @Responds(null, { status: 204 })
  restoreGroup(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.bin.restoreGroup(context, definitionId(id));
  }

  @Post('tags/:id/merge/preview')
  @Policy('update', 'Tag')
  @Responds(MergePreviewDto)
  previewMerge(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: MergeTagDto,
  ): Promise<MergePreview> {
    return this.merges.preview(context, definitionId(id), body);
  }

  @Post('tags/:id/merge')
  @Policy('delete', 'Tag')
  @Responds(TagOperationDto)
  merge(@Actor() context: ActorContext, @Param() { id }: IdParams, @Body() body: MergeTagDto): Promise<TagOperation> {
    return this.merges.merge(context, definitionId(id), body);
  }

  @Post('tags/:id/split/preview')
  @Policy('update', 'Tag')
  @Responds(SplitPreviewDto)
  previewSplit(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: SplitTagDto,
  ): Promise<SplitPreview> {
    return this.splits.preview(context, definitionId(id), body);
  }

  @Post('tags/:id/split')
  @Policy('delete', 'Tag')
  @Responds(TagOperationDto)
  split(@Actor() context: ActorContext, @Param() { id }: IdParams, @Body() body: SplitTagDto): Promise<TagOperation> {
    return this.splits.split(context, definitionId(id), body);
  }

  @Get('tag-operations')
  @Policy('read', 'Tag')
  @Responds(TagOperationsDto)
  listOperations(@Actor() context: ActorContext): Promise<TagOperations> {
    return this.operations.list(context);
  }

  @Post('tag-operations/:id/undo')
  @Policy('delete', 'Tag')
  @Responds(TagOperationDto)
  undo(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<TagOperation> {
    return this.operations.undo(context, id);
  }
}
