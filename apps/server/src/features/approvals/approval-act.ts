import type { ActorContext, Policy } from '@tagloom/access';
import type { Approval, ApprovalAct } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import type { CatalogView } from '../catalog/catalog-views.js';

/** The request of one act, as it was read. */
export type RequestOf<Act extends ApprovalAct> = Extract<Approval['request'], { act: Act }>;

/** In which an act is looked at: a transaction, whose eyes, and the definitions as they have them then. */
export interface ActSetting {
  /** Ask nothing of any other connection: whoever waits for the locks of this one may hold all of them. */
  client: PoolClient;
  context: ActorContext;
  catalog: CatalogView;
}

/** An act as it stands at the moment. */
export interface ActCase {
  /**
   * Names this very act and the state of what it is done to: the same only while nothing that the second person looked at has
   * changed. Made with `caseKey`, of the same parts as at the gate.
   */
  key: string;
  about: Approval['about'];
}

/** An act that can wait for a second person. The feature that does it registers one per act: `ApprovalActs.register`. */
export abstract class ApprovalActOf<Act extends ApprovalAct> {
  abstract readonly act: Act;

  /** What the route of the act asks for: of whoever asks, whoever agrees, and of the asker again when it is done. */
  abstract readonly policy: Policy;

  /** Throws what the act itself would throw for this caller: what one may not do, one cannot ask for either. */
  abstract describe(setting: ActSetting, request: RequestOf<Act>): Promise<ActCase>;

  /**
   * Whether the caller could do it on their own, were there no second person: then their word counts. A DomainError is a no.
   * Asked only of those whom `policy` allows it.
   */
  abstract mayDecide(setting: ActSetting, request: RequestOf<Act>): Promise<boolean>;

  /** Does it as the asker, by the way that everybody takes; the gate there finds the word that was given. */
  abstract perform(context: ActorContext, request: RequestOf<Act>): Promise<void>;
}
