import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { PoolClient } from 'pg';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import type { FlowShape } from './flow-shapes.repository.js';
import { usesOfTag } from './uses-of-tag.js';

/** Ends the transaction; `TagsInUse.explain` makes the answer of it outside, where another connection may be asked for. */
export class StillUsed extends Error {
  constructor(readonly flows: readonly { id: number; name: string }[]) {
    super('tags are in use');
  }
}

/** Throws {@link StillUsed} when a draft, a version that runs, or a shadow names one of the tags. Pure. */
export function refuseUsed(keys: readonly string[], flows: readonly FlowShape[]): void {
  const users = flows.filter((flow) => keys.some((key) => usesOfTag(key, [flow], []).length > 0));
  if (users.length > 0) throw new StillUsed(users.map(({ id, draft }) => ({ id, name: draft.name })));
}

/** Says what uses a tag to those who may know, and to the others that something does, but neither what nor how much. */
@Injectable()
export class TagsInUse {
  constructor(private readonly visible: VisibleFlows) {}

  async explain<T>(context: ActorContext, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StillUsed)) throw error;
      const ids = error.flows.map(({ id }) => id);
      throw inUse(error, await this.visible.among(context, ids));
    }
  }

  /** The same on the caller's connection, which holds the lock of the definitions. */
  async explainWithin(client: PoolClient, view: CatalogView, check: () => void): Promise<void> {
    try {
      check();
    } catch (error) {
      if (!(error instanceof StillUsed)) throw error;
      const ids = error.flows.map(({ id }) => id);
      throw inUse(error, await this.visible.amongWithin(client, view, ids));
    }
  }
}

function inUse({ flows }: StillUsed, known: ReadonlySet<number>): DomainError {
  const names = flows.filter(({ id }) => known.has(id)).map(({ name }) => name);
  const elsewhere = names.length < flows.length;
  const sentences = [
    ...(names.length > 0 ? [`Flows use it: ${names.join(', ')}.`] : []),
    ...(elsewhere ? ['It is in use elsewhere.'] : []),
  ];
  return new DomainError('tag_in_use', sentences.join(' '), {
    path: 'id',
    params: { flows: names, elsewhere },
    hint: elsewhere ? 'Ask whoever looks after the whole organisation' : 'Take it out of these flows first',
  });
}
