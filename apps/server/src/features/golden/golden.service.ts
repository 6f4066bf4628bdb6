import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type {
  Flow,
  GoldenCase,
  GoldenTable,
  ReadGoldenResponse,
  RunGoldenResponse,
  SaveGoldenRequest,
} from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { ruleProblems } from '../catalog/rule-problems.js';
import { resolveZone } from '../evaluation/runtime-flows.js';
import { checkCases } from './check-cases.js';
import { GoldenTrial } from './golden-trial.js';
import { actionsOf, factsOf, goldenFacts } from './golden-view.js';
import { GoldenRepository } from './golden.repository.js';
import { readGoldenTable } from './table/read-golden-table.js';
import { readSheet } from './table/read-sheet.js';
import { goldenCsv, goldenXlsx } from './table/write-golden-table.js';

type GoldenFlow = NonNullable<Awaited<ReturnType<GoldenRepository['flow']>>>;

/** Golden customers of a flow: their table, and how they come out on the current draft. */
@Injectable()
export class GoldenService {
  constructor(
    private readonly repository: GoldenRepository,
    private readonly views: CatalogViews,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async table(context: ActorContext, id: string): Promise<GoldenTable> {
    requireScope(context);
    const [flow, cases, view] = await Promise.all([
      this.flowOrFail(id),
      this.repository.cases(id),
      this.views.fresh(context),
    ]);
    const { catalog } = view.from('exists');
    return {
      revision: flow.revision,
      cases,
      ...(await this.outcomes(flow, cases, view)),
      facts: goldenFacts(factsOf(flow.draft, cases, catalog), flow.draft),
      actions: actionsOf(flow.draft, catalog),
      updatedAt: flow.updatedAt?.toISOString() ?? null,
      updatedBy: flow.updatedBy,
    };
  }

  /** The whole table at once; nothing is saved when anything in it is wrong. */
  async save(context: ActorContext, id: string, { revision, cases }: SaveGoldenRequest): Promise<GoldenTable> {
    const { actor } = requireScope(context);
    checkCases(cases, (await this.views.fresh(context)).from('use').catalog);
    await inTransaction(this.pool, async (client) => {
      if (!(await this.repository.advance(client, id, revision))) {
        const flow = await this.flowOrFail(id, client);
        throw new DomainError('revision_conflict', 'Someone else has saved these golden customers meanwhile', {
          path: 'revision',
          hint: 'Load the table again, then repeat the edit',
          params: { revision: flow.revision },
        });
      }
      await this.repository.replace(client, id, cases, actor.name);
    });
    return this.table(context, id);
  }

  /** Those of an imported flow, in the caller's transaction. What they name may come to exist later. */
  async createWithin(
    client: PoolClient,
    context: ActorContext,
    id: string,
    cases: readonly GoldenCase[],
  ): Promise<void> {
    const { actor } = requireScope(context);
    if (cases.length > 0) await this.repository.replace(client, id, cases, actor.name);
  }

  cases(context: ActorContext, id: string): Promise<GoldenCase[]> {
    requireScope(context);
    return this.repository.cases(id);
  }

  /** Tries cases without saving them; those that are saved when none are given. */
  async run(context: ActorContext, id: string, given: GoldenCase[] | undefined): Promise<RunGoldenResponse> {
    requireScope(context);
    const [flow, view] = await Promise.all([this.flowOrFail(id), this.views.fresh(context)]);
    if (given) checkCases(given, view.from('use').catalog);
    return this.outcomes(flow, given ?? (await this.repository.cases(id)), view);
  }

  async read(context: ActorContext, id: string, bytes: Buffer): Promise<ReadGoldenResponse> {
    requireScope(context);
    const [{ draft, departmentZone }, view] = await Promise.all([this.flowOrFail(id), this.views.fresh(context)]);
    const { catalog } = view.from('use');
    const organisation = this.settings.timeZone;
    const timeZone = resolveZone(draft.timeZone ?? 'organisation', departmentZone, organisation) ?? organisation;
    const { facts, ...reading } = await readGoldenTable(await readSheet(bytes), { flow: draft, catalog, timeZone });
    return { ...reading, facts: goldenFacts(facts, draft) };
  }

  /** The saved cases in a table with the flow's own facts as columns: to be filled in, and read again. */
  async template(context: ActorContext, id: string, format: 'csv' | 'xlsx'): Promise<Buffer> {
    const { locale } = requireScope(context);
    const [{ draft }, cases, view] = await Promise.all([
      this.flowOrFail(id),
      this.repository.cases(id),
      this.views.fresh(context),
    ]);
    const facts = factsOf(draft, cases, view.from('exists').catalog);
    return format === 'csv' ? Buffer.from(goldenCsv(cases, facts, locale)) : goldenXlsx(cases, facts, locale);
  }

  private async outcomes(
    { draft, departmentZone }: { draft: Flow; departmentZone: string | null },
    cases: readonly GoldenCase[],
    view: CatalogView,
  ): Promise<RunGoldenResponse> {
    const problems = ruleProblems(draft, view).filter(({ severity }) => severity === 'error');
    if (problems.length > 0) return { outcomes: null, problems };
    const now = this.clock.now();
    const loaded = view.from('use');
    const trial = new GoldenTrial(draft, { loaded, departmentZone, timeZone: this.settings.timeZone, now });
    return { outcomes: await trial.all(cases), problems };
  }

  private async flowOrFail(id: string, client?: PoolClient): Promise<GoldenFlow> {
    const flow = await this.repository.flow(id, client);
    if (flow) return flow;
    throw new DomainError('flow_not_found', `There is no flow ${id}`, { path: 'id', params: { id } });
  }
}
