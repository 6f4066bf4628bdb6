import {
  CreateTagGroupRequest,
  CreateTagRequest,
  safeText,
  Tag,
  TagGroup,
  Taxonomy,
  UpdateTagRequest,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class TagDto extends createZodDto(Tag) {}
export class TagGroupDto extends createZodDto(TagGroup) {}
export class TaxonomyDto extends createZodDto(Taxonomy) {}
export class CreateTagDto extends createZodDto(CreateTagRequest) {}
export class UpdateTagDto extends createZodDto(UpdateTagRequest) {}
export class CreateTagGroupDto extends createZodDto(CreateTagGroupRequest) {}
export class SearchTagsDto extends createZodDto(z.strictObject({ q: safeText(100).default('') })) {}
