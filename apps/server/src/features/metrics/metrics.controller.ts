import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { CreateMetricRequest, Metric, UpdateMetricRequest } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { definitionId, IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { MetricsService } from './metrics.service.js';

class MetricDto extends createZodDto(Metric) {}
class CreateMetricDto extends createZodDto(CreateMetricRequest) {}
class UpdateMetricDto extends createZodDto(UpdateMetricRequest) {}

@ApiTags('metrics')
@Controller('api/v1/metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Policy('read', 'Metric')
  @Responds([MetricDto])
  list(@Actor() context: ActorContext): Promise<Metric[]> {
    return this.metrics.list(context);
  }

  @Post()
  @Policy('create', 'Metric')
  @Responds(MetricDto, { status: 201, description: 'Its run computes it from the events of the past.' })
  create(@Actor() context: ActorContext, @Body() body: CreateMetricDto): Promise<Metric> {
    return this.metrics.create(context, body);
  }

  @Patch(':id')
  @Policy('update', 'Metric')
  @Responds(MetricDto)
  update(@Actor() context: ActorContext, @Param() { id }: IdParams, @Body() body: UpdateMetricDto): Promise<Metric> {
    return this.metrics.update(context, definitionId(id), body);
  }

  @Delete(':id')
  @Policy('delete', 'Metric')
  @Responds(null, { status: 204 })
  remove(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.metrics.remove(context, definitionId(id));
  }
}
