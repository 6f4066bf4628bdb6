import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { ChangesResponse, ChangeWhy } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { ChangesQuery } from './changes.query.js';
import { ChangesService } from './changes.service.js';
import { WhyService } from './why.service.js';

class ChangesQueryDto extends createZodDto(ChangesQuery) {}
class ChangesResponseDto extends createZodDto(ChangesResponse) {}
class ChangeWhyDto extends createZodDto(ChangeWhy) {}

@ApiTags('changes')
@Controller('api/v1/changes')
export class ChangesController {
  constructor(
    private readonly changes: ChangesService,
    private readonly reasons: WhyService,
  ) {}

  @Get()
  @Policy('read', 'Change')
  @Responds(ChangesResponseDto)
  list(@Actor() context: ActorContext, @Query() query: ChangesQueryDto): Promise<ChangesResponse> {
    return this.changes.list(context, query);
  }

  @Get(':id/why')
  @Policy('read', 'Change')
  @Responds(ChangeWhyDto)
  why(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<ChangeWhy> {
    return this.reasons.of(context, id);
  }
}
