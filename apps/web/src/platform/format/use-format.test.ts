import { describe, expect, it } from 'vitest';
import { createFormat } from './use-format';

const ago = (ms: number) => new Date(Date.now() - ms);

describe('how long ago', () => {
  it('has a space between digits and Chinese', () => {
    expect(createFormat('zh-CN').ago(ago(2_500))).toBe('2 秒前');
    expect(createFormat('zh-CN').ago(ago(125_000))).toBe('2 分钟前');
  });

  it('is short and without points in English', () => {
    expect(createFormat('en').ago(ago(2_500))).toBe('2 s ago');
    expect(createFormat('en').ago(ago(125_000))).toBe('2 min ago');
  });
});
