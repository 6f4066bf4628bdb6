import { describe, expect, it } from '@jest/globals';
import { en } from './en.js';
import { zhCN } from './zh-cn.js';

describe('what is said at start and stop', () => {
  it('is there in both languages', () => {
    expect(Object.keys(zhCN)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(zhCN)) {
      if (key !== 'fromDatabase') expect(text.toString()).toMatch(/\p{Script=Han}/u);
    }
    for (const text of Object.values(en)) expect(text.toString()).not.toMatch(/\p{Script=Han}/u);
  });
});
