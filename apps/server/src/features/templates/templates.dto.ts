import { DemoCustomers, InstalledTemplate, InstallTemplateQuery, Key, Template } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class TemplateDto extends createZodDto(Template) {}
export class DemoCustomersDto extends createZodDto(DemoCustomers) {}
export class InstalledTemplateDto extends createZodDto(InstalledTemplate) {}
export class InstallTemplateQueryDto extends createZodDto(InstallTemplateQuery) {}
export class TemplateParams extends createZodDto(z.object({ key: Key })) {}
