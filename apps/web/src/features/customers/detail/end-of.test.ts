import { AddTagRequest } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { endOf } from './end-of';

describe('a tag that is kept until a day', () => {
  it('is kept through that day, in the time zone of whoever chose it', () => {
    expect(new Date(endOf('2026-12-01')).getTime()).toBe(new Date(2026, 11, 2).getTime() - 1);
    expect(AddTagRequest.safeParse({ tag: 'vip', expiresAt: endOf('2026-12-01') }).success).toBe(true);
  });
});
