import { CatalogService } from '../../../apps/server/dist/features/catalog/catalog.service.js';
import { CatalogViews } from '../../../apps/server/dist/features/catalog/catalog-views.js';
import { ScopedReads } from '../../../apps/server/dist/features/catalog/scoped-reads.js';
import { VisibleFlows } from '../../../apps/server/dist/features/catalog/visible-flows.js';
import { POOL } from '../../../apps/server/dist/platform/database/pool.token.js';

/**
 * Takes both lines out of a running server, which then answers everybody as if there were no departments: no filter in the
 * statements, no row-level security below them, no transaction that names a viewer. What is left is the same server.
 *
 * @param {import('@nestjs/common').INestApplicationContext} app
 */
export function openScope(app) {
  const of = (/** @type {any} */ token) => app.get(token, { strict: false });
  const [catalogs, views, reads, flows, pool] = [CatalogService, CatalogViews, ScopedReads, VisibleFlows, POOL].map(of);
  /** @type {{ loaded: object, view: object } | undefined} */
  let known;
  const everything = (/** @type {any} */ loaded) => {
    if (known?.loaded !== loaded) known = { loaded, view: viewOf(loaded) };
    return known.view;
  };
  views.of = async () => everything(await catalogs.current());
  reads.read = async (/** @type {unknown} */ _context, /** @type {any} */ work) => {
    const client = await pool.connect();
    try {
      return await work(client, () => 'true');
    } finally {
      client.release();
    }
  };
  flows.among = async (/** @type {unknown} */ _context, /** @type {Iterable<number>} */ ids) => new Set(ids);
}

/** @param {{ tags: Map<number, unknown> }} loaded */
function viewOf(loaded) {
  const ids = [...loaded.tags.keys()];
  return {
    whole: loaded,
    view: { can: () => true, levelOf: () => 'edit', idsFrom: () => ids, key: '', isComplete: true },
    isOrganisation: true,
    departments: [],
    ownsGroup: () => true,
    isWithin: () => true,
    from: () => loaded,
  };
}
