import { Inject, Injectable } from '@nestjs/common';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import type { Settings } from '../../platform/settings/settings.js';
import { buildCatalog } from './build-catalog.js';
import type { LoadedCatalog } from './loaded-catalog.js';
import { readDefinitions } from './read-definitions.js';

const FRESH_FOR_MS = 250;

/** Tags, groups, metrics, RFM models and event types as one immutable value per version, shared by every reader of the process. */
@Injectable()
export class CatalogService {
  private loaded: LoadedCatalog | undefined;
  private checkedAt = 0;
  private checking: Promise<LoadedCatalog> | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The catalog as of at most 250 ms ago; the same object while the version stays. */
  async current(): Promise<LoadedCatalog> {
    if (this.loaded && performance.now() - this.checkedAt < FRESH_FOR_MS) return this.loaded;
    return (this.checking ??= this.refresh().finally(() => (this.checking = undefined)));
  }

  /** The catalog at `version` or later, for a caller that read the version in its own transaction. */
  async load(version: string): Promise<LoadedCatalog> {
    if (this.loaded && BigInt(this.loaded.version) >= BigInt(version)) return this.loaded;
    return this.refresh();
  }

  /** What the caller's transaction sees, on its own connection: whoever waits for its locks may hold all the others. */
  async read(client: ClientBase): Promise<LoadedCatalog> {
    return buildCatalog(await readDefinitions(client), this.settings.timeZone);
  }

  /** Reads the version now, for a caller that has just changed a definition. */
  async refresh(): Promise<LoadedCatalog> {
    const startedAt = performance.now();
    const { rows } = await this.pool.query<{ version: string }>('SELECT version FROM catalog_state');
    if (this.loaded?.version !== rows[0].version) {
      const definitions = await readDefinitions(this.pool);
      const isNewer = !this.loaded || BigInt(definitions.version) > BigInt(this.loaded.version);
      if (isNewer) this.loaded = buildCatalog(definitions, this.settings.timeZone);
    }
    this.checkedAt = startedAt;
    return this.loaded as LoadedCatalog;
  }
}
