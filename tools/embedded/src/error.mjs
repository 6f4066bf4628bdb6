/** A failure that a person can act on: `message` is one complete line, `code` is stable. */
export class EmbeddedPostgresError extends Error {
  /**
   * @param {'data_dir_in_use' | 'unsupported_platform' | 'wrong_version' | 'init_failed' | 'start_failed'} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = 'EmbeddedPostgresError';
    this.code = code;
  }
}
