import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { InboxResponse, MarkReadRequest, MarkReadResponse } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { SignedIn } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { pageQuery } from '../../platform/paging/query.js';
import { InboxService } from './inbox.service.js';

class InboxQueryDto extends createZodDto(z.strictObject(pageQuery(50))) {}
class InboxResponseDto extends createZodDto(InboxResponse) {}
class MarkReadResponseDto extends createZodDto(MarkReadResponse) {}
class MarkReadDto extends createZodDto(MarkReadRequest) {}

/** Everyone's own; there is no way to ask for another person's. */
@ApiTags('inbox')
@Controller('api/v1/inbox')
@SignedIn()
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Get()
  @Responds(InboxResponseDto)
  list(@Actor() context: ActorContext, @Query() query: InboxQueryDto): Promise<InboxResponse> {
    return this.inbox.list(context, query);
  }

  @Post('read')
  @Responds(MarkReadResponseDto)
  markRead(@Actor() context: ActorContext, @Body() body: MarkReadDto): Promise<MarkReadResponse> {
    return this.inbox.markRead(context, body);
  }
}
