import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { DeliveriesResponse, Delivery, DeliveryStatus, Id } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { pageQuery } from '../../platform/paging/query.js';
import { DeliveriesService } from './deliveries.service.js';

class DeliveryDto extends createZodDto(Delivery) {}
class DeliveriesResponseDto extends createZodDto(DeliveriesResponse) {}
class DeliveriesQueryDto extends createZodDto(
  z.strictObject({
    flowId: Id.optional(),
    customerId: Id.optional(),
    status: DeliveryStatus.optional(),
    ...pageQuery(50),
  }),
) {}

@ApiTags('deliveries')
@Controller('api/v1/deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @Policy('read', 'Delivery')
  @Responds(DeliveriesResponseDto)
  list(@Actor() context: ActorContext, @Query() query: DeliveriesQueryDto): Promise<DeliveriesResponse> {
    return this.deliveries.list(context, query);
  }

  @Post(':id/retry')
  @Policy('update', 'Delivery')
  @Responds(DeliveryDto, { description: 'It is due now, under the same webhook-id.' })
  retry(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<Delivery> {
    return this.deliveries.retry(context, id);
  }

  @Post(':id/cancel')
  @Policy('update', 'Delivery')
  @Responds(DeliveryDto)
  cancel(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<Delivery> {
    return this.deliveries.cancel(context, id);
  }
}
