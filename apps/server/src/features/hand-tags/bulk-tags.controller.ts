import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { BulkTagRequest, Run } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { BulkTagsService } from './bulk-tags.service.js';

class BulkTagRequestDto extends createZodDto(BulkTagRequest) {}
class RunDto extends createZodDto(Run) {}

@ApiTags('customers')
@Controller('api/v1/customers/tags/bulk')
export class BulkTagsController {
  constructor(private readonly bulk: BulkTagsService) {}

  /** Answers with the run that does the work. */
  @Post()
  @Policy('tag', 'Customer')
  @Responds(RunDto, { status: 201 })
  start(@Actor() context: ActorContext, @Body() request: BulkTagRequestDto): Promise<Run> {
    return this.bulk.start(context, request);
  }
}
