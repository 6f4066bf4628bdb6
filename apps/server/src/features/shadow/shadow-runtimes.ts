import { Injectable } from '@nestjs/common';
import type { Flow } from '@tagloom/contracts';
import { FlowError } from '@tagloom/rule-engine';
import type { ClientBase } from 'pg';
import type { Runtime, Slot } from '../evaluation/runtime.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { ShadowFailures } from './shadow-failures.js';
import { shadowRuntime, type RunningShadow, type ShadowRuntime } from './shadow-runtime.js';
import { ShadowsRepository } from './shadows.repository.js';

export interface StoredShadow extends RunningShadow {
  flow: Flow;
  slots: Slot[];
  /** What runs is what is live. */
  isLive: boolean;
}

/** The shadows that run, compiled once per version of the definitions, which starting and ending one raises. */
@Injectable()
export class ShadowRuntimes {
  private readonly compiled = new WeakMap<Runtime, readonly ShadowRuntime[]>();

  constructor(
    private readonly runtimes: RuntimeService,
    private readonly repository: ShadowsRepository,
    private readonly failures: ShadowFailures,
  ) {}

  /** From memory alone; undefined before the first look. */
  known(runtime: Runtime): readonly ShadowRuntime[] | undefined {
    return this.compiled.get(runtime);
  }

  /** On the caller's connection: whoever waits for its locks may hold all the others. */
  async of(client: ClientBase, runtime: Runtime): Promise<readonly ShadowRuntime[]> {
    const known = this.compiled.get(runtime);
    if (known) return known;
    const shadows: ShadowRuntime[] = [];
    for (const stored of await this.repository.running(client)) {
      const compiled = await this.compile(client, runtime, stored);
      if (compiled) shadows.push(compiled);
    }
    this.compiled.set(runtime, shadows);
    return shadows;
  }

  private async compile(client: ClientBase, runtime: Runtime, stored: StoredShadow): Promise<ShadowRuntime | null> {
    const { flow, slots, isLive, ...shadow } = stored;
    try {
      const draft = { flowId: shadow.flowId, flow };
      const future = await this.runtimes.withDraft(client, runtime.loaded, draft, slots);
      // its department was lent less meanwhile: like the flow it would be, it is asked nothing until that is over
      return future.isBlocked ? null : shadowRuntime(shadow, future, runtime, !isLive);
    } catch (error) {
      if (!(error instanceof FlowError)) throw error;
      this.failures.noteUnfit(shadow.id, error);
      return null;
    }
  }
}
