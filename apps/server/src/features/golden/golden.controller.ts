import { Body, Controller, Get, HttpCode, Param, Post, Put, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import type { GoldenTable, ReadGoldenResponse, RunGoldenResponse } from '@tagloom/contracts';
import type { Request } from 'express';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { IdParams } from '../../platform/http/id-params.js';
import { Responds } from '../../platform/http/responds.js';
import { OfFlow } from '../catalog/of-flow.js';
import {
  GoldenTableDto,
  ReadGoldenResponseDto,
  RunGoldenRequestDto,
  RunGoldenResponseDto,
  SaveGoldenRequestDto,
} from './golden.dto.js';
import { GoldenService } from './golden.service.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv; charset=utf-8';
const TABLES = [XLSX, 'text/csv', 'text/tab-separated-values', 'text/plain', 'application/octet-stream'];
const binary = { schema: { type: 'string', format: 'binary' } };

@ApiTags('flows')
@Controller('api/v1/flows/:id/golden')
@OfFlow('id')
export class GoldenController {
  constructor(private readonly golden: GoldenService) {}

  @Get()
  @Policy('read', 'Flow')
  @Responds(GoldenTableDto, { description: 'The cases, and how each comes out on the current draft.' })
  table(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<GoldenTable> {
    return this.golden.table(context, id);
  }

  @Put()
  @Policy('update', 'Flow')
  @Responds(GoldenTableDto)
  save(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() request: SaveGoldenRequestDto,
  ): Promise<GoldenTable> {
    return this.golden.save(context, id, request);
  }

  @Post('run')
  @Policy('read', 'Flow')
  @Responds(RunGoldenResponseDto, { description: 'How cases come out on the current draft; nothing is saved.' })
  run(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Body() { cases }: RunGoldenRequestDto,
  ): Promise<RunGoldenResponse> {
    return this.golden.run(context, id, cases);
  }

  @Post('read')
  @HttpCode(200)
  @Policy('read', 'Flow')
  @ApiConsumes(...TABLES)
  @ApiBody(binary)
  @Responds(ReadGoldenResponseDto, { description: 'The cases of a CSV or XLSX file of up to 2 MB; nothing is saved.' })
  read(
    @Actor() context: ActorContext,
    @Param() { id }: IdParams,
    @Req() request: Request,
  ): Promise<ReadGoldenResponse> {
    if (!request.is(TABLES))
      throw new DomainError('unsupported_media_type', 'The body is no table.', {
        hint: `Send a CSV or XLSX file with one of the content types ${TABLES.join(', ')}.`,
      });
    const bytes: unknown = request.body;
    return this.golden.read(context, id, Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
  }

  @Get('template.csv')
  @Policy('read', 'Flow')
  @ApiOkResponse({ content: { 'text/csv': binary } })
  async csv(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<StreamableFile> {
    const file = await this.golden.template(context, id, 'csv');
    return new StreamableFile(file, { type: CSV, disposition: `attachment; filename="golden-${id}.csv"` });
  }

  @Get('template.xlsx')
  @Policy('read', 'Flow')
  @ApiOkResponse({ content: { [XLSX]: binary } })
  async xlsx(@Actor() context: ActorContext, @Param() { id }: IdParams): Promise<StreamableFile> {
    const file = await this.golden.template(context, id, 'xlsx');
    return new StreamableFile(file, { type: XLSX, disposition: `attachment; filename="golden-${id}.xlsx"` });
  }
}
