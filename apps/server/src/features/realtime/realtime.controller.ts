import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { Id, RealtimeMessage } from '@tagloom/contracts';
import type { Request, Response } from 'express';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { SignedIn } from '../../platform/access/policy.decorator.js';
import { RealtimeService } from './realtime.service.js';

class RealtimeQueryDto extends createZodDto(z.strictObject({ customer: Id.optional() })) {}
class RealtimeMessageDto extends createZodDto(RealtimeMessage) {}

@ApiTags('realtime')
@Controller('api/v1/realtime')
@SignedIn()
export class RealtimeController {
  constructor(private readonly realtime: RealtimeService) {}

  /** Server-Sent Events: the data of each is a message. `customer`: be told of this customer's tags as well. */
  @Get()
  @ApiExtraModels(RealtimeMessageDto.Output)
  @ApiResponse({
    status: 200,
    description: 'A stream that stays open; the data of each event is a message.',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(RealtimeMessageDto.Output) } } },
  })
  async listen(
    @Actor() context: ActorContext,
    @Query() { customer }: RealtimeQueryDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    // Express answers HEAD as well.
    if (request.method === 'HEAD') return void response.type('text/event-stream').end();
    await this.realtime.open(context, customer ?? null, request, response);
  }
}
