import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { ProposalsRepository, type Proposal, type ProposalResult } from './proposals.repository.js';

export type { Proposal, ProposalResult } from './proposals.repository.js';

/** Makes suggestions in the transaction of the evaluation that came to propose them. */
@Injectable()
export class Proposals {
  constructor(private readonly repository: ProposalsRepository) {}

  /** None for a tag that is held, that is already proposed by the flow, or that a person declined from it. */
  async propose(client: ClientBase, proposals: readonly Proposal[]): Promise<ProposalResult[]> {
    return proposals.length === 0 ? [] : this.repository.insert(client, proposals);
  }
}
