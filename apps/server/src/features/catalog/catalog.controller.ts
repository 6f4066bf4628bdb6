import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Catalog, FactDefinition } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { CatalogService } from './catalog.service.js';

/** Columns are the server's own business. */
const PublicCatalog = Catalog.extend({ facts: z.array(FactDefinition.omit({ column: true })) });
class CatalogDto extends createZodDto(PublicCatalog) {}

@ApiTags('catalog')
@Controller('api/v1/catalog')
export class CatalogController {
  constructor(private readonly catalog: CatalogService) {}

  @Get()
  @Policy('read', 'Tag')
  @Responds(CatalogDto)
  async read(): Promise<CatalogDto> {
    const { catalog } = await this.catalog.current();
    return { ...catalog, facts: catalog.facts.map(({ column: _column, ...fact }) => fact) };
  }
}
