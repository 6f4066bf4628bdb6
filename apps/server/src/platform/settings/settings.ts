import { z } from 'zod';

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `expected an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
const port = z
  .string()
  .regex(/^\d+$/, 'expected a whole number from 1 to 65535')
  .transform(Number)
  .refine((number) => number >= 1 && number <= 65535, 'expected a whole number from 1 to 65535');

const Environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'expected a folder').default('.tagloom'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  TAGLOOM_SECRET: z.string().min(32, 'expected at least 32 characters').optional(),
  TAGLOOM_ADMIN_KEY: z.string().min(24, 'expected at least 24 characters').optional(),
  TAGLOOM_DEMO: z.enum(['on', 'off'], { error: 'expected on or off' }).default('on'),
  TAGLOOM_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'expected a time zone such as Asia/Shanghai')
    .default('Asia/Shanghai'),
});

export interface Settings {
  port: number;
  host: string;
  dataDir: string;
  /** Null: the embedded PostgreSQL below `dataDir`. */
  databaseUrl: string | null;
  /** Null: BullMQ on PostgreSQL. */
  redisUrl: string | null;
  secret: string | null;
  adminKey: string | null;
  demo: boolean;
  /** The organisation's zone: metrics' days and rules' dates. */
  timeZone: string;
}

const SECRETS = new Set(['TAGLOOM_SECRET', 'TAGLOOM_ADMIN_KEY', 'DATABASE_URL', 'REDIS_URL']);

/** A setting with its name, the value (secrets hidden) and what is expected. */
export class SettingsError extends Error {}

/** Reads and validates settings. An empty variable counts as absent. Throws {@link SettingsError} naming every wrong one. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = Environment.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = SECRETS.has(name) ? '(hidden)' : JSON.stringify(given[name]);
      return `${name}=${value}: ${issue.message}`;
    });
    throw new SettingsError(lines.join('\n'));
  }
  const values = result.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    secret: values.TAGLOOM_SECRET ?? null,
    adminKey: values.TAGLOOM_ADMIN_KEY ?? null,
    demo: values.TAGLOOM_DEMO === 'on',
    timeZone: values.TAGLOOM_TIME_ZONE,
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
