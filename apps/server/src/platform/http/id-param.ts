import { Id } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** The `:id` of a route. */
export class IdParam extends createZodDto(z.object({ id: Id })) {}
