/** Injection token of the shared `pg.Pool`, for the hot paths that need prepared statements and `unnest`. */
export const POOL = Symbol('Pool');
/** Injection token of the `pg.Pool` whose connections see no scoped row until a transaction names its viewer. */
export const VIEWER_POOL = Symbol('ViewerPool');
