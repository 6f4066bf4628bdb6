/** Access was asked for without a valid role or actor. The server answers 403; nothing is ever widened instead. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
}
