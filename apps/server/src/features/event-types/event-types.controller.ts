import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { EventType, EventTypeName, UpdateEventTypeRequest } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { EventTypesService } from './event-types.service.js';

class EventTypeDto extends createZodDto(EventType) {}
class UpdateEventTypeDto extends createZodDto(UpdateEventTypeRequest) {}
class NameParams extends createZodDto(z.object({ name: EventTypeName })) {}

@ApiTags('event-types')
@Controller('api/v1/event-types')
export class EventTypesController {
  constructor(private readonly types: EventTypesService) {}

  @Get()
  @Policy('read', 'EventType')
  @Responds([EventTypeDto], { description: 'lastSeenAt is null when no recent event is of the type.' })
  list(@Actor() context: ActorContext): Promise<EventType[]> {
    return this.types.list(context);
  }

  @Patch(':name')
  @Policy('update', 'EventType')
  @Responds(EventTypeDto)
  update(
    @Actor() context: ActorContext,
    @Param() { name }: NameParams,
    @Body() body: UpdateEventTypeDto,
  ): Promise<EventType> {
    return this.types.update(context, name, body);
  }
}
