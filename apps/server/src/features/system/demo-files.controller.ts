import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Inject, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../platform/access/policy.decorator.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Responds } from '../../platform/http/responds.js';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';

const FILE = 'rejected-lines.csv.gz';

/** What the demo's loader could not use, for download. */
@ApiTags('system')
@Controller('api/v1/demo')
export class DemoFilesController {
  constructor(@Inject(SETTINGS) private readonly settings: ResolvedSettings) {}

  @Get('rejected-lines')
  @Policy('read', 'System')
  @ApiProduces('application/gzip')
  @Responds(null, { description: 'A CSV file, compressed with gzip.' })
  async rejectedLines(): Promise<StreamableFile> {
    const path = join(this.settings.dataDir, 'demo', FILE);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) throw new DomainError('not_found', 'The demo was not loaded here, so no line was rejected.');
    return new StreamableFile(createReadStream(path), {
      type: 'application/gzip',
      disposition: `attachment; filename="${FILE}"`,
      length: found.size,
    });
  }
}
