import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { resolveSecret } from './resolve-secret.js';
import { readSettings, SettingsError } from './settings.js';
import { en } from './texts/en.js';
import { zhCN } from './texts/zh-cn.js';

describe('settings', () => {
  it('has a default for everything', () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: '.tagloom',
      databaseUrl: null,
      redisUrl: null,
      secret: null,
      adminKey: null,
      demo: true,
      timeZone: 'Asia/Shanghai',
      allowPrivateWebhooks: false,
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT="abc": expected a whole number from 1 to 65535'],
    [{ PORT: '0' }, 'PORT="0": expected a whole number from 1 to 65535'],
    [{ PORT: '70000' }, 'PORT="70000": expected a whole number from 1 to 65535'],
    [{ TAGLOOM_DEMO: 'yes' }, 'TAGLOOM_DEMO="yes": expected on or off'],
    [{ TAGLOOM_ALLOW_PRIVATE_WEBHOOKS: '1' }, 'TAGLOOM_ALLOW_PRIVATE_WEBHOOKS="1": expected on or off'],
    [{ TAGLOOM_TIME_ZONE: 'Mars/Base' }, 'TAGLOOM_TIME_ZONE="Mars/Base": expected a time zone such as Asia/Shanghai'],
    [
      { DATABASE_URL: 'mysql://u:topsecret@h/d' },
      'DATABASE_URL=(hidden): expected an address that starts with postgres:// or postgresql://',
    ],
    [{ REDIS_URL: 'localhost' }, 'REDIS_URL=(hidden): expected an address that starts with redis:// or rediss://'],
    [{ TAGLOOM_SECRET: 'short' }, 'TAGLOOM_SECRET=(hidden): expected at least 32 characters'],
    [{ TAGLOOM_ADMIN_KEY: 'short' }, 'TAGLOOM_ADMIN_KEY=(hidden): expected at least 24 characters'],
  ])('refuses %j with its name and what is expected, and shows no secret', (environment, line) => {
    expect(() => readSettings(environment, en)).toThrow(new SettingsError(line));
  });

  it('refuses in Chinese as well', () => {
    expect(() => readSettings({ PORT: 'abc' }, zhCN)).toThrow(new SettingsError('PORT="abc"：应为 1 到 65535 的整数'));
    expect(Object.keys(zhCN)).toEqual(Object.keys(en));
  });

  it('names every wrong setting at once', () => {
    expect(() => readSettings({ PORT: 'x', TAGLOOM_DEMO: 'x' })).toThrow(/PORT=.*\nTAGLOOM_DEMO=/);
  });
});

describe('the secret', () => {
  it('is made once, kept in the data folder and readable by its owner alone', async () => {
    const dataDir = join(await mkdtemp(join(tmpdir(), 'tagloom-secret-')), 'new');
    const settings = { ...readSettings({}), dataDir };
    const [first, second] = await Promise.all([resolveSecret(settings), resolveSecret(settings)]);
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(second).toBe(first);
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
    await rm(dataDir, { recursive: true });
  });
});
