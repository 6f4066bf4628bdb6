import type { ActorContext } from '@tagloom/access';
import { Injectable } from '@nestjs/common';
import { beyondOwnBranch, departmentNotFound } from './department-failures.js';
import { DepartmentsRepository } from './departments.repository.js';

/**
 * Whoever acts in a department manages it and those below it. Without this limit an administrator of one department could
 * make themselves administrator of the whole organisation.
 */
@Injectable()
export class OwnBranch {
  constructor(private readonly departments: DepartmentsRepository) {}

  /** `departmentId` null is the whole organisation. Throws `department_not_found`, or `forbidden` beyond the branch. */
  async require(
    { departmentId: own }: ActorContext,
    departmentId: string | null,
    path?: string,
    client?: Parameters<DepartmentsRepository['chain']>[1],
  ): Promise<void> {
    if (departmentId === null) {
      if (own !== null) throw beyondOwnBranch();
      return;
    }
    const chain = await this.departments.chain(departmentId, client);
    if (chain.length === 0) throw departmentNotFound(departmentId, path);
    if (own !== null && !chain.some(({ id }) => id === own)) throw beyondOwnBranch();
  }
}
