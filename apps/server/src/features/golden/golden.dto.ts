import {
  GoldenTable,
  ReadGoldenResponse,
  RunGoldenRequest,
  RunGoldenResponse,
  SaveGoldenRequest,
} from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';

export class GoldenTableDto extends createZodDto(GoldenTable) {}
export class SaveGoldenRequestDto extends createZodDto(SaveGoldenRequest) {}
export class RunGoldenRequestDto extends createZodDto(RunGoldenRequest) {}
export class RunGoldenResponseDto extends createZodDto(RunGoldenResponse) {}
export class ReadGoldenResponseDto extends createZodDto(ReadGoldenResponse) {}
