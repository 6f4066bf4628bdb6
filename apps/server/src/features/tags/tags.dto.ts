import {
  CheckTagRequest,
  CreateTagGroupRequest,
  CreateTagRequest,
  Id,
  LocalTagName,
  OrderTagsRequest,
  safeText,
  SetLocalTagNameRequest,
  Tag,
  TagCheck,
  TagDetail,
  TagGroup,
  TagVersion,
  Taxonomy,
  UpdateTagGroupRequest,
  UpdateTagRequest,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class TagDto extends createZodDto(Tag) {}
export class TagDetailDto extends createZodDto(TagDetail) {}
export class TagVersionDto extends createZodDto(TagVersion) {}
export class TagGroupDto extends createZodDto(TagGroup) {}
export class TaxonomyDto extends createZodDto(Taxonomy) {}
export class CreateTagDto extends createZodDto(CreateTagRequest) {}
export class UpdateTagDto extends createZodDto(UpdateTagRequest) {}
export class CreateTagGroupDto extends createZodDto(CreateTagGroupRequest) {}
export class UpdateTagGroupDto extends createZodDto(UpdateTagGroupRequest) {}
export class OrderTagsDto extends createZodDto(OrderTagsRequest) {}
export class CheckTagDto extends createZodDto(CheckTagRequest) {}
export class TagCheckDto extends createZodDto(TagCheck) {}
export class LocalTagNameDto extends createZodDto(LocalTagName) {}
export class SetLocalTagNameDto extends createZodDto(SetLocalTagNameRequest) {}
export class LocalTagNameParams extends createZodDto(z.object({ id: Id, departmentId: Id })) {}
export class SearchTagsDto extends createZodDto(z.strictObject({ q: safeText(100).default('') })) {}
