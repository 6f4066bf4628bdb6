import type { ImpactSample } from '@tagloom/contracts';
import type { PreviewedCustomer } from '../evaluation/population-preview.js';
import type { Runtime } from '../evaluation/runtime.js';
import type { Sight } from './sight.js';
import { tagMoves, type TagMove } from './tag-moves.js';

const MAX = 20;
/** Of customers to whom the very same happens; more of them only when nothing else is left to show. */
const MAX_ALIKE = 5;

/** A few customers with their reasons: as different ones as there are. */
export class ImpactSamples {
  private readonly alike = new Map<string, number>();
  private readonly chosenOnes: PreviewedCustomer[] = [];
  private readonly spare: PreviewedCustomer[] = [];

  constructor(
    private readonly runtime: Runtime,
    private readonly sight: Sight,
  ) {}

  offer(customer: PreviewedCustomer, moves: readonly TagMove[]): void {
    if (this.chosenOnes.length >= MAX) return;
    const kind = [
      ...moves.map(({ tagId, change }) => `${tagId}${change}`),
      ...customer.orders.flatMap(({ slotId, flowId }) => (this.sight.flow(flowId) ? [slotId] : [])),
    ].join();
    const alike = this.alike.get(kind) ?? 0;
    this.alike.set(kind, alike + 1);
    if (alike < MAX_ALIKE) this.chosenOnes.push(customer);
    else if (this.spare.length < MAX) this.spare.push(customer);
  }

  /** With the evidence, which is not made for those who are only counted. Null when it contradicts what was counted. */
  async chosen(): Promise<ImpactSample[] | null> {
    const samples: ImpactSample[] = [];
    for (const counted of [...this.chosenOnes, ...this.spare].slice(0, MAX)) {
      const customer = await counted.explained();
      if (customer.disagreements.length > counted.disagreements.length) return null;
      samples.push(this.sampleOf(customer));
    }
    return samples;
  }

  private sampleOf(customer: PreviewedCustomer): ImpactSample {
    const { row } = customer;
    const moves = tagMoves(customer).filter(({ tagId }) => this.sight.tag(tagId));
    const orders = customer.orders.filter(({ flowId }) => this.sight.flow(flowId));
    return {
      customerId: row.id,
      name: row.profile.name ?? null,
      changes: moves.map(({ tagId, cause, ...move }) => {
        const tag = this.runtime.loaded.tags.get(tagId);
        const { key = String(tagId), name = { 'zh-CN': key }, category = 'basic' } = tag ?? {};
        const isTold = cause !== null && (cause.flowId === null || this.sight.flow(cause.flowId));
        const flowId = isTold ? cause.flowId : null;
        return {
          tagId: String(tagId),
          key,
          name,
          category,
          ...move,
          flowId: flowId === null ? null : String(flowId),
          flowName: flowId === null ? null : (cause?.actorName ?? null),
          evidence: isTold ? (cause.evidence ?? null) : null,
        };
      }),
      effects: orders.map(({ data, flowName }) => ({ kind: data.action, flowName })),
    };
  }
}
