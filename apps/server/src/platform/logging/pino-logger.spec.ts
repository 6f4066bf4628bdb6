import { describe, expect, it } from '@jest/globals';
import { createLog } from './pino-logger.js';

describe('the log', () => {
  const logged = (entry: object) => {
    const lines: string[] = [];
    createLog({ write: (line) => void lines.push(line) }).error(entry, 'a failure');
    return lines.join('');
  };

  it.each([
    { authorization: 'Bearer hush' },
    { headers: { cookie: 'tagloom_session=hush' } },
    { request: { headers: { authorization: 'hush' } } },
    { body: { password: 'hush' } },
  ])('hides the secret of %j', (entry) => {
    expect(logged(entry)).toContain('(hidden)');
    expect(logged(entry)).not.toContain('hush');
  });

  it('keeps what tells a database error, and drops its parameters and its connection', () => {
    const err = Object.assign(new Error('syntax error'), {
      code: '42601',
      parameters: ['hush'],
      client: { user: 'hush' },
    });
    const line = logged({ err });
    expect(line).toContain('"code":"42601"');
    expect(line).not.toContain('hush');
  });
});
