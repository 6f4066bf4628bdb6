import { expect, it } from '@jest/globals';
import type { Catalog } from '@tagloom/contracts';
import { catalog as plain } from '../testing/catalog.js';
import { flowOf } from '../testing/flows.js';
import { describe as say } from './describe.js';

const joined = {
  ...{ name: 'profile.joined', type: 'date', source: 'profile' },
  label: { 'zh-CN': '入会日期', en: 'Joining date' },
} satisfies Catalog['facts'][number];
const catalog: Catalog = { ...plain, facts: [...plain.facts, joined] };

it.each([
  ['profile.joined', 'inNextDays', 3, '入会日期在未来3 天内', 'Joining date is in the next 3 days'],
  ['profile.joined', 'inNextDays', 0, '入会日期就是今天', 'Joining date is today'],
  ['profile.joined', 'inLastDays', 0, '入会日期就是今天', 'Joining date is today'],
  ['profile.joined', 'anniversaryInDays', 0, '今天是入会日期的周年日', 'today is the anniversary of Joining date'],
  [
    'profile.joined',
    'anniversaryInDays',
    7,
    '入会日期的周年日在未来7 天内',
    'the anniversary of Joining date is in the next 7 days',
  ],
  ['profile.birthday', 'anniversaryInDays', 0, '生日就是今天', 'Birthday is today'],
  ['profile.birthday', 'anniversaryInDays', 7, '生日在未来7 天内', 'Birthday is in the next 7 days'],
])('says «%s %s %d» as people do', (fact, operator, value, zh, en) => {
  const flow = flowOf({ fact, operator, value });
  expect(say(flow, 'zh-CN', catalog).replace(/ (?=\d)/g, '')).toContain(`若${zh}，就`);
  expect(say(flow, 'en', catalog)).toContain(`if ${en}, `);
});
