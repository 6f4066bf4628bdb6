import { describe, expect, it } from 'vitest';
import { dateLine, greetingAt } from './greeting';

describe('the greeting', () => {
  it.each([
    [4, 'evening'],
    [5, 'morning'],
    [11, 'noon'],
    [13, 'afternoon'],
    [18, 'evening'],
  ])('at %d is %s', (hour, greeting) => expect(greetingAt(hour)).toBe(greeting));

  it('has the day in the words of the language', () => {
    const day = new Date(2026, 10, 22, 12);
    expect(dateLine(day, 'zh-CN')).toBe('11月22日 星期日');
    expect(dateLine(day, 'en')).toBe('Sunday 22 November');
  });
});
