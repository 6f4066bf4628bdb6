import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { OutboxModule } from '../deliveries/outbox.module.js';
import { RfmCutPointsModule } from '../rfm/rfm-cut-points.module.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import { EvaluatedCustomers } from './evaluated-customers.js';
import { Evaluator } from './evaluator.js';
import { EvaluationObservers } from './evaluation-observers.js';
import { EvaluationWorker } from './evaluation-worker.js';
import { EvaluationProblemsRepository } from './evaluation-problems.repository.js';
import { FactLoader } from './fact-loader.js';
import { FlowStats } from './flow-stats.js';
import { FlowTallies } from './flow-tallies.js';
import { LaneDrain } from './lane-drain.js';
import { LaneSignal } from './lane-signal.js';
import { LedgerRepository } from './ledger.repository.js';
import { ManualClaims } from './manual-claims.js';
import { MetricHistory } from './metric-history.js';
import { NightlyRuns } from './nightly-runs.js';
import { PopulationPreview } from './population-preview.js';
import { PopulationRepository } from './population.repository.js';
import { PopulationRuns } from './population-runs.js';
import { PreviewRowsRepository } from './preview-rows.repository.js';
import { RunExecutor } from './run-executor.js';
import { RunHandlers } from './run-handlers.js';
import { RunLauncher } from './run-launcher.js';
import { RunProgressRepository } from './runs.repository.js';
import { RuntimeService } from './runtime.service.js';
import { StopRun } from './stop-run.js';
import { StopRunRepository } from './stop-run.repository.js';
import { StoppedFlows } from './stopped-flows.js';
import { Sweeper } from './sweeper.js';

/** Evaluation for whoever needs it: the HTTP features and the worker. */
@Module({
  imports: [CatalogModule, OutboxModule],
  providers: [
    CustomerRowsRepository,
    EvaluatedCustomers,
    EvaluationObservers,
    EvaluationProblemsRepository,
    Evaluator,
    FactLoader,
    FlowStats,
    FlowTallies,
    LaneSignal,
    LedgerRepository,
    ManualClaims,
    MetricHistory,
    PopulationPreview,
    PopulationRepository,
    PreviewRowsRepository,
    RunHandlers,
    RunLauncher,
    RunProgressRepository,
    RuntimeService,
    StoppedFlows,
  ],
  exports: [
    EvaluatedCustomers,
    EvaluationObservers,
    Evaluator,
    FactLoader,
    FlowStats,
    LaneSignal,
    ManualClaims,
    MetricHistory,
    PopulationPreview,
    PopulationRepository,
    RunHandlers,
    RunLauncher,
    RunProgressRepository,
    RuntimeService,
  ],
})
export class EvaluationModule {}

/** The jobs: the worker process imports it, the API process does not. */
@Module({
  imports: [RfmCutPointsModule, EvaluationModule],
  providers: [
    EvaluationWorker,
    LaneDrain,
    NightlyRuns,
    PopulationRuns,
    RunExecutor,
    StopRun,
    StopRunRepository,
    Sweeper,
  ],
  exports: [LaneDrain, RunExecutor, Sweeper],
})
export class EvaluationWorkerModule {}
