import { Module } from '@nestjs/common';
import { Proposals } from './proposals.js';
import { ProposalsRepository } from './proposals.repository.js';

/** Apart from the rest, because evaluation proposes and accepting evaluates. */
@Module({ providers: [Proposals, ProposalsRepository], exports: [Proposals] })
export class ProposalsModule {}
