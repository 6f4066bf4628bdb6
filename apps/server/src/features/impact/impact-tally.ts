import type { Impact, ImpactCount } from '@tagloom/contracts';
import type { DepartmentCount, PreviewedCustomer, PreviewedStretch } from '../evaluation/population-preview.js';
import type { Runtime } from '../evaluation/runtime.js';
import { ImpactSamples } from './impact-samples.js';
import { EVERYTHING, type Sight } from './sight.js';
import { tagMoves, type TagMove } from './tag-moves.js';

type TagLine = Omit<Impact['tags'][number], 'tagId' | 'key' | 'name' | 'category'> & { tagId: number };
type DepartmentLine = ImpactCount & { total: number; changed: number; name: string | null };
type FlowLine = ImpactCount & { name: string; effects: number };

/** More lines than a person reads; those that concern the most customers come first. */
const MAX_TAG_LINES = 200;

const noCount = (): ImpactCount => ({ gained: 0, lost: 0, revalued: 0 });

/** Adds up what a preview decides, customer by customer. */
export class ImpactTally {
  private readonly sum = { ...noCount(), total: 0, changed: 0, affected: 0 };
  private readonly tags = new Map<string, TagLine>();
  private readonly departments = new Map<string | null, DepartmentLine>();
  private readonly effects = new Map<Impact['effects'][number]['kind'], { count: number; byOthers: number }>();
  private readonly flows = new Map<number, FlowLine>();
  private readonly samples: ImpactSamples;

  /** `flowId`: the draft's flow; all others only answer to it. What is out of `sight` does not count either. */
  constructor(
    private readonly runtime: Runtime,
    private readonly flowId: number,
    private readonly sight: Sight = EVERYTHING,
  ) {
    this.samples = new ImpactSamples(runtime, sight);
  }

  /** Returns how many tags would change in the stretch. */
  add({ customers, departments, decided }: PreviewedStretch): number {
    this.sum.total += customers;
    for (const count of departments) this.department(count).total += count.customers;
    let changes = 0;
    for (const customer of decided) changes += this.addCustomer(customer);
    return changes;
  }

  /** Null when the reasons of those who are shown contradict what was counted. */
  async impact(at: Date): Promise<Impact | null> {
    const samples = await this.samples.chosen();
    if (!samples) return null;
    const { loaded } = this.runtime;
    const named = (line: TagLine) => {
      const tag = loaded.tags.get(line.tagId);
      const { key = String(line.tagId), name = { 'zh-CN': key }, category = 'basic' } = tag ?? {};
      return { ...line, tagId: String(line.tagId), key, name, category };
    };
    return {
      ...this.sum,
      at: at.toISOString(),
      unchanged: this.sum.total - this.sum.changed,
      tags: [...this.tags.values()].sort(bySize).slice(0, MAX_TAG_LINES).map(named),
      departments: [...this.departments].map(([departmentId, line]) => ({ departmentId, ...line })).sort(byDepartment),
      effects: [...this.effects].map(([kind, counts]) => ({ kind, ...counts })),
      flows: [...this.flows].map(([id, line]) => ({ flowId: String(id), ...line })),
      samples,
    };
  }

  private addCustomer(customer: PreviewedCustomer): number {
    const moves = tagMoves(customer).filter(({ tagId }) => this.sight.tag(tagId));
    const orders = customer.orders.filter(({ flowId }) => this.sight.flow(flowId));
    for (const move of moves) this.addMove(move);
    for (const order of orders) this.addEffect(order.data.action, order.flowId, order.flowName);
    if (moves.length > 0 || orders.length > 0) {
      this.sum.affected += 1;
      this.samples.offer(customer, moves);
    }
    if (moves.length === 0) return 0;
    const department = this.department({ id: customer.departmentId, name: null });
    for (const line of [this.sum, department]) {
      line.changed += 1;
      for (const kind of ['gained', 'lost', 'revalued'] as const)
        if (moves.some(({ change }) => change === kind)) line[kind] += 1;
    }
    return moves.length;
  }

  private addMove({ tagId, change, before, after, cause }: TagMove): void {
    const isOther = cause?.flowId !== this.flowId;
    const value = change === 'lost' ? before : after;
    const key = `${tagId}/${JSON.stringify(value)}`;
    const line = this.tags.get(key) ?? { tagId, value, ...noCount(), byOthers: 0 };
    line[change] += 1;
    if (isOther) line.byOthers += 1;
    this.tags.set(key, line);
    if (isOther && cause && cause.flowId !== null && this.sight.flow(cause.flowId))
      this.flow(cause.flowId, cause.actorName)[change] += 1;
  }

  private addEffect(kind: Impact['effects'][number]['kind'], flowId: number, name: string): void {
    const line = this.effects.get(kind) ?? { count: 0, byOthers: 0 };
    line.count += 1;
    if (flowId !== this.flowId) {
      line.byOthers += 1;
      this.flow(flowId, name).effects += 1;
    }
    this.effects.set(kind, line);
  }

  private flow(id: number, name: string): FlowLine {
    const line = this.flows.get(id) ?? { name, ...noCount(), effects: 0 };
    this.flows.set(id, line);
    return line;
  }

  private department({ id, name }: Pick<DepartmentCount, 'id' | 'name'>): DepartmentLine {
    const line = this.departments.get(id) ?? { name, total: 0, changed: 0, ...noCount() };
    this.departments.set(id, line);
    return line;
  }
}

const sizeOf = ({ gained, lost, revalued }: ImpactCount) => gained + lost + revalued;
const bySize = (a: ImpactCount, b: ImpactCount) => sizeOf(b) - sizeOf(a);
/** Those without a department come last. */
const byDepartment = (a: { departmentId: string | null; changed: number }, b: typeof a) =>
  Number(a.departmentId === null) - Number(b.departmentId === null) || b.changed - a.changed;
