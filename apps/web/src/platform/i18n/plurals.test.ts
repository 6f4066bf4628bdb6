import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { TEXTS } from '@/texts';
import { chooseLocale, startI18n } from './i18n';

beforeAll(() => startI18n(TEXTS));

describe('a count', () => {
  it('is singular in English for one thing only', async () => {
    await chooseLocale('en');
    const total = (count: number) => i18next.t('customers:total', { count, total: String(count) });
    expect([total(0), total(1), total(2)]).toEqual(['0 customers', '1 customer', '2 customers']);
    expect(i18next.t('flowEditor:header.blocked', { count: 1 })).toBe('Mend 1 problem before publishing');
  });

  it('has one form in Chinese', async () => {
    await chooseLocale('zh-CN');
    expect(i18next.t('customers:total', { count: 1, total: '1' })).toBe('1 人');
    expect(i18next.t('ui:days_counted', { count: 7, number: '7' })).toBe('7 天');
  });
});
