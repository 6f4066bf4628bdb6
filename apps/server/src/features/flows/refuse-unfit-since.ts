import type { PublishRequest } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

/** The date goes with the choice «since» and with no other, and lies behind us. */
export function refuseUnfitSince({ apply, since }: Pick<PublishRequest, 'apply' | 'since'>, now: Date): void {
  const refuse = (message: string, hint: string) =>
    new DomainError('validation_failed', message, { path: 'since', hint });
  if ((apply === 'since') !== (since !== undefined))
    throw apply === 'since'
      ? refuse('Since when is missing', 'Say since when customers must have had an event')
      : refuse('A date goes with «since» only', 'Leave the date out, or choose «since»');
  if (since !== undefined && Date.parse(since) > now.getTime())
    throw refuse('The date lies in the future', 'Choose a date in the past');
}
