import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { Approval, ApprovalsResponse, FourEyesChange, FourEyesSettings } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { ApprovalDecisions } from './approval-decisions.js';
import {
  ApprovalDto,
  ApprovalsQueryDto,
  ApprovalsResponseDto,
  AskApprovalDto,
  DecideApprovalDto,
  FourEyesChangeDto,
  FourEyesSettingsDto,
} from './approvals.dto.js';
import { ApprovalsService } from './approvals.service.js';
import { FourEyesSettingsService } from './four-eyes-settings.service.js';

/** What takes two people, and what waits for the second one. */
@ApiTags('approvals')
@Controller('api/v1')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly decisions: ApprovalDecisions,
    private readonly fourEyes: FourEyesSettingsService,
  ) {}

  @Get('approvals')
  @Policy('read', 'Approval')
  @Responds(ApprovalsResponseDto, { description: 'The newest first: own ones, and those that one may decide.' })
  list(@Actor() context: ActorContext, @Query() query: ApprovalsQueryDto): Promise<ApprovalsResponse> {
    return this.approvals.list(context, query);
  }

  @Post('approvals')
  @Policy('create', 'Approval')
  @Responds(ApprovalDto, { status: 201, description: 'The one that is open, when the same was asked for already.' })
  ask(@Actor() context: ActorContext, @Body() body: AskApprovalDto): Promise<Approval> {
    return this.approvals.ask(context, body);
  }

  @Get('approvals/:id')
  @Policy('read', 'Approval')
  @Responds(ApprovalDto)
  find(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<Approval> {
    return this.approvals.find(context, id);
  }

  @Post('approvals/:id/decide')
  @Policy('update', 'Approval')
  @Responds(ApprovalDto, { description: 'Done, when that was possible; else `error` says why not.' })
  decide(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: DecideApprovalDto,
  ): Promise<Approval> {
    return this.decisions.decide(context, id, body);
  }

  @Delete('approvals/:id')
  @Policy('create', 'Approval')
  @Responds(ApprovalDto)
  withdraw(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<Approval> {
    return this.approvals.withdraw(context, id);
  }

  @Get('settings/four-eyes')
  @Policy('read', 'Approval')
  @Responds(FourEyesSettingsDto)
  settings(@Actor() context: ActorContext): Promise<FourEyesSettings> {
    return this.fourEyes.find(context);
  }

  @Put('settings/four-eyes')
  @Policy('update', 'System')
  @Responds(FourEyesSettingsDto)
  save(@Actor() context: ActorContext, @Body() settings: FourEyesSettingsDto): Promise<FourEyesSettings> {
    return this.fourEyes.save(context, settings);
  }

  @Get('settings/four-eyes/changes')
  @Policy('read', 'System')
  @Responds([FourEyesChangeDto], { description: 'Who changed it when, the newest first.' })
  changes(@Actor() context: ActorContext): Promise<FourEyesChange[]> {
    return this.fourEyes.changes(context);
  }
}
