import type { TagView } from '@tagloom/access';
import type { ShareLevel } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';

/** For a tag that the caller sees; one that it does not see is not there. */
export function levelTooLow(view: TagView, tagId: number, key: string, needed: ShareLevel, path: string): DomainError {
  return new DomainError(
    'level_too_low',
    `Your department has the tag ${key} at the level ${view.levelOf(tagId)} only`,
    {
      path,
      params: { tag: key, level: view.levelOf(tagId), needed },
      hint: `Ask the department that owns it for the level «${needed}»`,
    },
  );
}
