/** PostgreSQL takes 65,535 parameters in one statement; the rest is for what a statement adds of its own. */
export const MAX_PARAMS = 60_000;
