import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';

/** What must never reach a log, wherever it appears in a logged object. */
const SECRETS = ['authorization', 'cookie', 'password', 'key', 'token', 'secret'];
const REDACTED = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** What tells a failure. The rest of a database error holds queries, parameters and whole connections. */
export function describeFailure(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    type: name,
    message,
    ...('code' in error && { code: error.code }),
    ...(cause !== undefined && { cause: describeFailure(cause) }),
    stack,
  };
}

const OPTIONS: LoggerOptions = {
  redact: { paths: REDACTED, censor: '(hidden)' },
  serializers: { err: describeFailure },
};

/** Writes one JSON object per line. */
export const createLog = (destination: DestinationStream): Logger => pino(OPTIONS, destination);

/** The process's log, on standard error, so that progress on standard output stays readable. */
export const log = createLog(pino.destination({ dest: 2, sync: true }));

/** Nest's own chatter while it boots says nothing to an operator. */
const BOOT_CONTEXTS = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Nest's logger interface on pino. */
export class PinoLogger implements LoggerService {
  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    if (!BOOT_CONTEXTS.has(context ?? '')) log.info({ context }, String(message));
  }
  warn(message: unknown, ...rest: unknown[]): void {
    log.warn({ context: contextOf(rest) }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    const err = message instanceof Error ? message : undefined;
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
    log.error({ context: contextOf(rest), err, stack }, String(message));
  }
  debug(message: unknown, ...rest: unknown[]): void {
    log.debug({ context: contextOf(rest) }, String(message));
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    log.trace({ context: contextOf(rest) }, String(message));
  }
}

function contextOf(rest: unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}
