import {
  Lineage,
  LineageQuery,
  MergePreview,
  MergeTagRequest,
  RemoveGroupQuery,
  SplitPreview,
  SplitTagRequest,
  TagBin,
  TagHealthQuery,
  TagHealthReport,
  TagOperation,
  TagOperations,
  TagUses,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';

export class LineageDto extends createZodDto(Lineage) {}
export class LineageQueryDto extends createZodDto(LineageQuery) {}
export class MergePreviewDto extends createZodDto(MergePreview) {}
export class MergeTagDto extends createZodDto(MergeTagRequest) {}
export class RemoveGroupQueryDto extends createZodDto(RemoveGroupQuery) {}
export class SplitPreviewDto extends createZodDto(SplitPreview) {}
export class SplitTagDto extends createZodDto(SplitTagRequest) {}
export class TagBinDto extends createZodDto(TagBin) {}
export class TagHealthQueryDto extends createZodDto(TagHealthQuery) {}
export class TagHealthReportDto extends createZodDto(TagHealthReport) {}
export class TagOperationDto extends createZodDto(TagOperation) {}
export class TagOperationsDto extends createZodDto(TagOperations) {}
export class TagUsesDto extends createZodDto(TagUses) {}
