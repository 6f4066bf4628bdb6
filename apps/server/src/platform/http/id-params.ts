import { Id } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** The `:id` of an address. */
export class IdParams extends createZodDto(z.object({ id: Id })) {}
