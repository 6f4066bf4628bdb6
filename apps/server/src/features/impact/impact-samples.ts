import type { ImpactSample } from '@tagloom/contracts';
import type { PreviewedCustomer } from '../evaluation/population-preview.js';
import type { Runtime } from '../evaluation/runtime.js';
import type { TagMove } from './tag-moves.js';

const MAX = 20;
/** Of customers to whom the very same happens; more of them only when nothing else is left to show. */
const MAX_ALIKE = 5;

/** A few customers with their reasons: as different ones as there are. */
export class ImpactSamples {
  private readonly alike = new Map<string, number>();
  private readonly chosenOnes: ImpactSample[] = [];
  private readonly spare: ImpactSample[] = [];

  constructor(private readonly runtime: Runtime) {}

  offer(customer: PreviewedCustomer, moves: readonly TagMove[]): void {
    if (this.chosenOnes.length >= MAX) return;
    const kind = [
      ...moves.map(({ tagId, change }) => `${tagId}${change}`),
      ...customer.orders.map(({ slotId }) => slotId),
    ].join();
    const alike = this.alike.get(kind) ?? 0;
    this.alike.set(kind, alike + 1);
    if (alike < MAX_ALIKE) this.chosenOnes.push(this.sampleOf(customer, moves));
    else if (this.spare.length < MAX) this.spare.push(this.sampleOf(customer, moves));
  }

  chosen(): ImpactSample[] {
    return [...this.chosenOnes, ...this.spare].slice(0, MAX);
  }

  private sampleOf({ row, orders }: PreviewedCustomer, moves: readonly TagMove[]): ImpactSample {
    return {
      customerId: row.id,
      name: row.profile.name ?? null,
      changes: moves.map(({ tagId, cause, ...move }) => {
        const tag = this.runtime.loaded.tags.get(tagId);
        const { key = String(tagId), name = { 'zh-CN': key }, category = 'basic' } = tag ?? {};
        const flowId = cause?.flowId ?? null;
        return {
          tagId: String(tagId),
          key,
          name,
          category,
          ...move,
          flowId: flowId === null ? null : String(flowId),
          flowName: flowId === null ? null : (cause?.actorName ?? null),
          evidence: cause?.evidence ?? null,
        };
      }),
      effects: orders.map(({ data, flowName }) => ({ kind: data.action, flowName })),
    };
  }
}
