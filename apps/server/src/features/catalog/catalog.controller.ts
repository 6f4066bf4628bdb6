import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PublicCatalog } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { CatalogService } from './catalog.service.js';

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
