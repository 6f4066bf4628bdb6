import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { CheckTagRequest, LocalizedText, TagCheck } from '@tagloom/contracts';
import {
  buildNameIndex,
  duplicateMessage,
  leakMessage,
  nearDuplicates,
  type NameIndex,
  type NearDuplicate,
} from '@tagloom/tag-library';
import { definitionId } from '../../platform/http/id-params.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import type { LoadedCatalog, LoadedTag } from '../catalog/loaded-catalog.js';
import { leaksIn, nameProblems } from './tag-texts.js';

const MOST_DUPLICATES = 10;

/** What the form says while one types: what would be refused, and what exists already under nearly the same name. */
@Injectable()
export class TagCheckService {
  /** Reading a name costs more than comparing it. One index for each catalog that a viewer may have. */
  private readonly indexes = new WeakMap<LoadedCatalog, NameIndex>();
  private latest: NameIndex | undefined;

  constructor(private readonly views: CatalogViews) {}

  async check(context: ActorContext, request: CheckTagRequest): Promise<TagCheck> {
    requireScope(context);
    const { name, values = [], meaning, purpose, category, id } = request;
    const examples = { positive: request.examples?.positive ?? [], negative: request.examples?.negative ?? [] };
    const texts = { name, values: [...values.entries()], meaning, purpose, examples, category };
    const catalog = await this.views.of(context);
    return {
      leaks: leaksIn(texts).map((leak) => ({
        path: leak.path,
        kind: leak.kind,
        excerpt: leak.excerpt,
        message: leakMessage(leak),
      })),
      problems: nameProblems(texts).map(({ path, code, message }) => ({ path, code, message })),
      duplicates: this.duplicates(catalog, name, id === undefined ? null : definitionId(id)),
    };
  }

  /** Only among what the caller sees: a warning must not tell of what is hidden. */
  private duplicates(catalog: CatalogView, name: LocalizedText, own: number | null): TagCheck['duplicates'] {
    const seen = catalog.from('exists');
    const named = (tag: LoadedTag) => tag.scope !== 'personal' || catalog.view.can('read', tag.id);
    return nearDuplicates(name, this.indexOf(seen))
      .flatMap((duplicate) => {
        const tag = seen.tags.get(Number(duplicate.id));
        return tag && tag.id !== own && named(tag) ? [toDuplicate(duplicate, tag)] : [];
      })
      .slice(0, MOST_DUPLICATES);
  }

  private indexOf(seen: LoadedCatalog): NameIndex {
    const known = this.indexes.get(seen);
    if (known) return known;
    const names = [...seen.tags.values()].map(({ id, name }) => ({ id: String(id), name }));
    this.latest = buildNameIndex(names, this.latest ? { previous: this.latest } : {});
    this.indexes.set(seen, this.latest);
    return this.latest;
  }
}

const toDuplicate = (duplicate: NearDuplicate, { id, name }: LoadedTag): TagCheck['duplicates'][number] => ({
  id: String(id),
  name,
  reason: duplicate.reason,
  similarity: duplicate.similarity,
  message: duplicateMessage(duplicate),
});
