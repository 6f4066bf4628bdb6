import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import {
  FieldAccessSettings,
  OwnFieldAccess,
  RevealRequest,
  RevealResponse,
  RevealsResponse,
  SaveFieldAccessRequest,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy, SignedIn } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { pageQuery } from '../../platform/paging/query.js';
import { FieldSettings } from './field-settings.service.js';
import { Reveals } from './reveals.service.js';

class FieldAccessDto extends createZodDto(FieldAccessSettings) {}
class SaveFieldAccessDto extends createZodDto(SaveFieldAccessRequest) {}
class OwnFieldAccessDto extends createZodDto(OwnFieldAccess) {}
class RevealRequestDto extends createZodDto(RevealRequest) {}
class RevealResponseDto extends createZodDto(RevealResponse) {}
class RevealsQueryDto extends createZodDto(z.strictObject(pageQuery(50))) {}
class RevealsResponseDto extends createZodDto(RevealsResponse) {}

/** Who sees which profile field, and who had one revealed. */
@ApiTags('field access')
@Controller('api/v1')
export class FieldAccessController {
  constructor(
    private readonly settings: FieldSettings,
    private readonly reveals: Reveals,
  ) {}

  @Get('field-access/own')
  @SignedIn()
  @Responds(OwnFieldAccessDto)
  own(@Actor() context: ActorContext): Promise<OwnFieldAccess> {
    return this.settings.own(context);
  }

  @Get('settings/field-access')
  @Policy('read', 'FieldAccess')
  @Responds(FieldAccessDto)
  find(@Actor() context: ActorContext): Promise<FieldAccessSettings> {
    return this.settings.find(context);
  }

  @Put('settings/field-access')
  @Policy('update', 'FieldAccess')
  @Responds(FieldAccessDto)
  save(@Actor() context: ActorContext, @Body() request: SaveFieldAccessDto): Promise<FieldAccessSettings> {
    return this.settings.save(context, request);
  }

  @Post('customers/:id/reveal')
  @Policy('create', 'Reveal')
  @Responds(RevealResponseDto)
  reveal(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: RevealRequestDto,
  ): Promise<RevealResponse> {
    return this.reveals.reveal(context, id, request);
  }

  @Get('reveals')
  @Policy('read', 'Reveal')
  @Responds(RevealsResponseDto)
  list(@Actor() context: ActorContext, @Query() query: RevealsQueryDto): Promise<RevealsResponse> {
    return this.reveals.list(context, query);
  }
}
