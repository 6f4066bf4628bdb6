import { Injectable } from '@nestjs/common';
import { validateTagValue } from '@tagloom/claims';
import type { AddTagRequest, Locale, RemoveTagRequest } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { findTagOrFail } from '../catalog/find-tag.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import type { HandEdit } from '../evaluation/by-hand.js';

const DAY_MS = 24 * 3_600_000;

/** What a person may say by hand of a customer, however many it is said of. */
@Injectable()
export class HandEdits {
  constructor(private readonly clock: Clock) {}

  addition(catalog: CatalogView, locale: Locale, request: AddTagRequest): HandEdit {
    const tag = assignable(catalog, request.tag);
    const checked = validateTagValue(tag.kind, tag.values, request.value, locale);
    if (!checked.ok) {
      throw new DomainError('tag_value_invalid', checked.message, {
        path: 'value',
        params: { tag: tag.key, kind: tag.kind },
      });
    }
    const expiresAt = this.expiryOf(request) ?? this.endOfValidity(tag);
    return { tagId: tag.id, value: checked.value, reason: request.reason ?? null, expiresAt };
  }

  removal(catalog: CatalogView, request: RemoveTagRequest): HandEdit {
    const tag = assignable(catalog, request.tag);
    return { tagId: tag.id, value: null, reason: request.reason ?? null, expiresAt: this.expiryOf(request) };
  }

  private endOfValidity({ validityDays }: LoadedTag): number | null {
    return validityDays === null ? null : this.clock.now().getTime() + validityDays * DAY_MS;
  }

  private expiryOf({ expiresAt }: { expiresAt?: string | undefined }): number | null {
    if (expiresAt === undefined) return null;
    const at = Date.parse(expiresAt);
    if (at > this.clock.now().getTime()) return at;
    throw new DomainError('expires_in_past', 'expiresAt: this moment has passed already', {
      path: 'expiresAt',
      hint: 'Send a moment in the future, or none',
    });
  }
}

/** What the caller does not see is not there; what it sees and may not set, it is told. */
function assignable(catalog: CatalogView, keyOrId: string): LoadedTag {
  const tag = findTagOrFail(catalog.from('exists'), keyOrId, 'tag');
  if (catalog.view.can('assign', tag.id)) return tag;
  throw levelTooLow(catalog.view, tag.id, tag.key, 'assign', 'tag');
}
