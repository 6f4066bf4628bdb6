import { Id } from '@tagloom/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** The `:id` of an address. */
export class IdParams extends createZodDto(z.object({ id: Id })) {}

const LARGEST_INT = 2_147_483_647;

/** The number behind the id of a definition, a 32-bit integer in the database. A larger one names nothing, which is 0. */
export function definitionId(id: string): number {
  const number = Number(id);
  return number <= LARGEST_INT ? number : 0;
}
