import { z } from 'zod';
import { texts as textsOfTerminal, type Expected, type SettingsTexts } from './texts/index.js';

const url = (expected: Expected, ...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), expected);
const port = z
  .string()
  .regex(/^\d+$/, expects('port'))
  .transform(Number)
  .refine((number) => number >= 1 && number <= 65535, expects('port'));

/** The messages are names of texts. */
const Environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.tagloom'),
  DATABASE_URL: url('postgres', 'postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis', 'redis:', 'rediss:').optional(),
  TAGLOOM_SECRET: z.string().min(32, expects('secret')).optional(),
  TAGLOOM_ADMIN_KEY: z.string().min(24, expects('adminKey')).optional(),
  TAGLOOM_DEMO: z.enum(['on', 'off'], { error: expects('onOrOff') }).default('on'),
  TAGLOOM_TIME_ZONE: z.string().refine(isTimeZone, expects('timeZone')).default('Asia/Shanghai'),
  TAGLOOM_ALLOW_PRIVATE_WEBHOOKS: z.enum(['on', 'off'], { error: expects('onOrOff') }).default('off'),
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
  /** Webhooks may call private addresses: for receivers inside the company's own network. */
  allowPrivateWebhooks: boolean;
}

const SECRETS = new Set(['TAGLOOM_SECRET', 'TAGLOOM_ADMIN_KEY', 'DATABASE_URL', 'REDIS_URL']);

/** A setting with its name, the value (secrets hidden) and what is expected. */
export class SettingsError extends Error {}

/** Reads and validates settings. An empty variable counts as absent. Throws {@link SettingsError} naming every wrong one. */
export function readSettings(
  environment: Record<string, string | undefined>,
  texts: SettingsTexts = textsOfTerminal,
): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = Environment.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = SECRETS.has(name) ? texts.hidden : JSON.stringify(given[name]);
      return texts.refused(name, value, texts[issue.message as Expected]);
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
    allowPrivateWebhooks: values.TAGLOOM_ALLOW_PRIVATE_WEBHOOKS === 'on',
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

/** Names a text, checked by the compiler. */
function expects(name: Expected): Expected {
  return name;
}
