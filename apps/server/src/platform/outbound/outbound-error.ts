export type OutboundErrorCode = 'address_not_allowed' | 'address_not_found' | 'timeout' | 'connection_failed';

/** A call that got no answer, and why. The message names no address that was found: it would tell about the inner network. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  constructor(
    readonly code: OutboundErrorCode,
    message: string,
  ) {
    super(message);
  }
}
