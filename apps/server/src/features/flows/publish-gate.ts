import type { ActorContext } from '@tagloom/access';
import type { Flow, PublishRequest } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';

/** A valid draft on its way to become a version. */
export interface PublishCandidate {
  flowId: number;
  flow: Flow;
  loaded: LoadedCatalog;
  request: PublishRequest;
}

/**
 * Something that must be so before a version is made. Every way to a version passes all gates, in the transaction that makes
 * it: by hand, on schedule, after an import, and when rolling back. A merge or a split of tags makes versions, too, and passes none: it
 * only carries what was published over to other names (`tag-upkeep/live-flows.ts`).
 */
export abstract class PublishGate {
  /** Throws a DomainError with what is missing and what to do; nothing is published then. */
  abstract check(client: PoolClient, context: ActorContext, candidate: PublishCandidate): Promise<void>;
}

export const PUBLISH_GATES = Symbol('PUBLISH_GATES');
