import type { ErrorBody, ErrorCode, ErrorIssue } from '@tagloom/contracts';

/** A refusal or failure of the server; `offline` when it could not be reached. */
export class ApiError extends Error {
  private constructor(
    readonly status: number,
    readonly code: ErrorCode | 'offline',
    message: string,
    readonly path?: string,
    readonly hint?: string,
    readonly params?: Record<string, unknown>,
    readonly issues: ErrorIssue[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
  }

  static offline(cause: unknown): ApiError {
    return new ApiError(0, 'offline', cause instanceof Error ? cause.message : 'offline');
  }

  static async from(response: Response): Promise<ApiError> {
    const body = (await response.json().catch(() => null)) as ErrorBody | null;
    if (!body?.error)
      return new ApiError(response.status, response.status >= 500 ? 'internal' : 'not_found', response.statusText);
    return ApiError.of(response.status, body.error);
  }

  /** A refusal that the server remembers. */
  static of(status: number, { code, message, path, hint, params, issues }: ErrorBody['error']): ApiError {
    return new ApiError(status, code, message, path, hint, params, issues);
  }
}
