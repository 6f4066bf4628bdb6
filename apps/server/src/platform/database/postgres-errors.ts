/** PostgreSQL's code of an error from `pg` or TypeORM, if it is one. */
export function postgresCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const source: unknown = 'driverError' in error ? error.driverError : error;
  const code = typeof source === 'object' && source !== null && 'code' in source ? source.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

export function isUniqueViolation(error: unknown): boolean {
  return postgresCodeOf(error) === '23505';
}

export function isForeignKeyViolation(error: unknown): boolean {
  return postgresCodeOf(error) === '23503';
}

/** A lock was not granted within `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return postgresCodeOf(error) === '55P03';
}

export function isDeadlock(error: unknown): boolean {
  return postgresCodeOf(error) === '40P01';
}
