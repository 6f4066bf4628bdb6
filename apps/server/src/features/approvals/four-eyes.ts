import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { ApprovalAct, FourEyesAct, FourEyesSettings } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ApprovalsRepository } from './approvals.repository.js';
import { FourEyesRepository } from './four-eyes.repository.js';

/** The setting that asks for a second person; `always` is for acts that take one whatever is set. */
const SETTING: Record<ApprovalAct, FourEyesAct | 'always'> = {
  deleteTag: 'delete',
  deleteGroup: 'delete',
  mergeTags: 'merge',
  splitTag: 'merge',
  share: 'share',
  giveTag: 'share',
  giveGroup: 'share',
  bulkTag: 'bulk',
  promoteFlow: 'always',
};

export interface GuardedAct {
  act: ApprovalAct;
  /** Of `caseKey`, with the same parts as in the act's `describe`. */
  key: string;
  /** It gives a department more than it had: then the setting of sharing asks for a second person as well. */
  lends?: boolean;
  /** Versions that run become others by it: then the setting of publishing asks as well. */
  publishes?: boolean;
}

/** The one gate of acts that take two people. It stands in the transaction of the one place where the act happens. */
@Injectable()
export class FourEyes {
  constructor(
    private readonly settingsRepository: FourEyesRepository,
    private readonly approvals: ApprovalsRepository,
    private readonly clock: Clock,
  ) {}

  settings(client: Pick<PoolClient, 'query'>): Promise<FourEyesSettings> {
    return this.settingsRepository.read(client);
  }

  /**
   * Passes when nobody asks for a second person, or when one agreed to this very case: that word is used up by it, in this
   * transaction. For `bulk` the caller compares the number with the setting first.
   * @returns who agreed; null where nobody had to
   * @throws DomainError `approval_required`
   */
  async require(
    client: PoolClient,
    context: ActorContext,
    { act, key, lends = false, publishes = false }: GuardedAct,
  ): Promise<string | null> {
    const { actor, departmentId } = requireScope(context);
    const settings = await this.settings(client);
    const isAsked = takesTwo(settings, act) || (lends && settings.share) || (publishes && settings.publish);
    if (!isAsked) return null;
    const word = { act, key, actor: actorKey(actor), departmentId, now: this.clock.now() };
    const by = await this.approvals.useUp(client, word);
    if (by !== null) return by;
    throw approvalRequired(act);
  }
}

function takesTwo(settings: FourEyesSettings, act: ApprovalAct): boolean {
  const setting = SETTING[act];
  if (setting === 'always') return true;
  return setting === 'bulk' ? settings.bulk !== null : settings[setting];
}

export const approvalRequired = (act: ApprovalAct, params: Record<string, unknown> = {}): DomainError =>
  new DomainError('approval_required', 'A second person has to agree to this', {
    params: { act, ...params },
    hint: 'Ask for it: POST /api/v1/approvals with this act and a reason',
  });
