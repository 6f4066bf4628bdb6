import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { Share, ShareRequest, SharingMatrix } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { ShareRequestsService } from './share-requests.service.js';
import { SharesService } from './shares.service.js';
import {
  AnswerShareRequestDto,
  AskShareDto,
  CreateShareDto,
  ShareDto,
  ShareRequestDto,
  ShareRequestsQueryDto,
  SharesQueryDto,
  SharingMatrixDto,
} from './sharing.dto.js';
import { SharingMatrixService } from './sharing-matrix.service.js';

/** Who may do what with which tag: the matrix, the shares behind it, and what departments ask for. */
@ApiTags('sharing')
@Controller('api/v1')
export class SharingController {
  constructor(
    private readonly matrices: SharingMatrixService,
    private readonly shares: SharesService,
    private readonly requests: ShareRequestsService,
  ) {}

  @Get('sharing')
  @Policy('read', 'Share')
  @Responds(SharingMatrixDto)
  matrix(@Actor() context: ActorContext): Promise<SharingMatrix> {
    return this.matrices.matrix(context);
  }

  @Get('shares')
  @Policy('read', 'Share')
  @Responds([ShareDto])
  list(@Actor() context: ActorContext, @Query() query: SharesQueryDto): Promise<Share[]> {
    return this.shares.list(context, query);
  }

  @Post('shares')
  @Policy('create', 'Share')
  @Responds(ShareDto, { status: 201 })
  create(@Actor() context: ActorContext, @Body() body: CreateShareDto): Promise<Share> {
    return this.shares.create(context, body);
  }

  @Delete('shares/:id')
  @Policy('delete', 'Share')
  @Responds(null, { status: 204 })
  end(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.shares.end(context, id);
  }

  @Get('share-requests')
  @Policy('read', 'ShareRequest')
  @Responds([ShareRequestDto])
  listRequests(@Actor() context: ActorContext, @Query() { status }: ShareRequestsQueryDto): Promise<ShareRequest[]> {
    return this.requests.list(context, status);
  }

  @Post('share-requests')
  @Policy('create', 'ShareRequest')
  @Responds(ShareRequestDto, { status: 201 })
  ask(@Actor() context: ActorContext, @Body() body: AskShareDto): Promise<ShareRequest> {
    return this.requests.ask(context, body);
  }

  @Post('share-requests/:id/answer')
  @Policy('create', 'Share')
  @Responds(ShareRequestDto)
  answer(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: AnswerShareRequestDto,
  ): Promise<ShareRequest> {
    return this.requests.answer(context, id, body);
  }

  @Delete('share-requests/:id')
  @Policy('create', 'ShareRequest')
  @Responds(ShareRequestDto)
  withdraw(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<ShareRequest> {
    return this.requests.withdraw(context, id);
  }
}
