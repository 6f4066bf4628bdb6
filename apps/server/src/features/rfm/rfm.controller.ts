import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { RfmModel, RfmModelDefinition, RfmPreview, RfmPreviewRequest, UpdateRfmModelRequest } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { definitionId, IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { RfmService } from './rfm.service.js';

class RfmModelDto extends createZodDto(RfmModel) {}
class CreateRfmModelDto extends createZodDto(RfmModelDefinition) {}
class UpdateRfmModelDto extends createZodDto(UpdateRfmModelRequest) {}
class RfmPreviewDto extends createZodDto(RfmPreview) {}
class RfmPreviewRequestDto extends createZodDto(RfmPreviewRequest) {}

/** A model is made of metrics, and whoever may define those may define it. */
@ApiTags('rfm')
@Controller('api/v1/rfm-models')
export class RfmController {
  constructor(private readonly models: RfmService) {}

  @Get()
  @Policy('read', 'Metric')
  @Responds([RfmModelDto])
  list(@Actor() context: ActorContext): Promise<RfmModel[]> {
    return this.models.list(context);
  }

  @Post()
  @Policy('create', 'Metric')
  @Responds(RfmModelDto, { status: 201 })
  create(@Actor() context: ActorContext, @Body() body: CreateRfmModelDto): Promise<RfmModel> {
    return this.models.create(context, body);
  }

  @Post('preview')
  @HttpCode(200)
  @Policy('read', 'Metric')
  @Responds(RfmPreviewDto, { description: 'Of a model that is not saved: nothing is written.' })
  previewDefinition(@Actor() context: ActorContext, @Body() body: RfmPreviewRequestDto): Promise<RfmPreview> {
    return this.models.previewDefinition(context, body);
  }

  @Get(':id/preview')
  @Policy('read', 'Metric')
  @Responds(RfmPreviewDto, { description: 'What computing it anew would give now.' })
  preview(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<RfmPreview> {
    return this.models.preview(context, definitionId(id));
  }

  @Post(':id/recompute')
  @HttpCode(200)
  @Policy('update', 'Metric')
  @Responds(RfmModelDto, { description: 'Also done every night.' })
  recompute(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<RfmModel> {
    return this.models.recompute(context, definitionId(id));
  }

  @Patch(':id')
  @Policy('update', 'Metric')
  @Responds(RfmModelDto)
  update(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() body: UpdateRfmModelDto,
  ): Promise<RfmModel> {
    return this.models.update(context, definitionId(id), body);
  }

  @Delete(':id')
  @Policy('delete', 'Metric')
  @Responds(null, { status: 204 })
  remove(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<void> {
    return this.models.remove(context, definitionId(id));
  }
}
