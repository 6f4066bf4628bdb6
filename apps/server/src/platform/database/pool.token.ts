/** Injection token of the shared `pg.Pool`, for the hot paths that need prepared statements and `unnest`. */
export const POOL = Symbol('Pool');
