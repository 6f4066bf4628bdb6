import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ActorContext } from '@tagloom/access';
import { PublicCatalog } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { Actor } from '../../platform/access/actor.decorator.js';
import { Policy } from '../../platform/access/policy.decorator.js';
import { Responds } from '../../platform/http/responds.js';
import { CatalogViews } from './catalog-views.js';

class CatalogDto extends createZodDto(PublicCatalog) {}

@ApiTags('catalog')
@Controller('api/v1/catalog')
export class CatalogController {
  constructor(private readonly views: CatalogViews) {}

  /** The tags that the caller may read; `level` says which of them rules may use, and set. */
  @Get()
  @Policy('read', 'Tag')
  @Responds(CatalogDto)
  async read(@Actor() context: ActorContext): Promise<CatalogDto> {
    const seen = await this.views.of(context);
    const { catalog, tagByKey } = seen.from('read');
    return {
      ...catalog,
      facts: catalog.facts.map(({ column: _column, ...fact }) => fact),
      tags: catalog.tags.map((tag) => {
        const id = tagByKey.get(tag.key)?.id;
        return { ...tag, level: id === undefined ? 'hidden' : seen.view.levelOf(id) };
      }),
    };
  }
}
