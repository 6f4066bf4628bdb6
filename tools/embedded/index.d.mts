export interface StartPostgresOptions {
  /** Holds the database (`postgres/`), its password, its log and the lock of the process that runs it. */
  dataDir: string;
  /** A free one is chosen when absent. */
  port?: number;
  /** Receives one line for each step worth showing: creating, starting, recovering. */
  onLog?: (line: string) => void;
  /** Server settings (`postgresql.conf` names) on top of the built-in ones. */
  settings?: Record<string, string>;
}

export interface RunningPostgres {
  /** `postgresql://tagloom:…@127.0.0.1:<port>/tagloom` */
  url: string;
  port: number;
  /** Process id of the postmaster. */
  pid: number;
  /** Ends every connection, writes everything down and waits until the process has gone. */
  stop(): Promise<void>;
}

/** A failure that a person can act on: `message` is one complete line. */
export class EmbeddedPostgresError extends Error {
  readonly code: 'data_dir_in_use' | 'unsupported_platform' | 'wrong_version' | 'init_failed' | 'start_failed';
}

/**
 * Starts a real PostgreSQL from npm's binaries, listening on 127.0.0.1 only, with the database `tagloom` in it.
 * Recovers by itself after a kill; refuses a data directory that another living process uses.
 */
export function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres>;

/** The same in a new folder below the system's temporary one, which `stop` removes. */
export function temporaryPostgres(
  options?: Omit<StartPostgresOptions, 'dataDir'>,
): Promise<RunningPostgres & { dataDir: string }>;

/** The language of what is printed for people: Chinese where LC_ALL, LANGUAGE, LC_MESSAGES or LANG, the first that is set, starts with zh. */
export function terminalLanguage(environment?: Record<string, string | undefined>): 'zh-CN' | 'en';

/** A TCP port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number>;

/** Whether something listens on `port` already (`host`: all interfaces by default). */
export function portIsTaken(port: number, host?: string): Promise<boolean>;
