import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transformSync } from '@swc/core';
import { ACCOUNTS, departmentName } from './src/accounts.mjs';
import { csvCells } from './src/csv-cells.mjs';
import { createGrouping } from './src/group-lines.mjs';
import { orderEvent } from './src/order-event.mjs';
import { inventedProfile } from './src/profiles.mjs';
import { shiftDays, yesterday } from './src/shift-dates.mjs';

const lines = (/** @type {string[]} */ ...texts) => {
  const grouping = createGrouping();
  return { taken: texts.map((text) => grouping.add(csvCells(text))), orders: grouping.orders() };
};

test('a cell in quotes may hold commas and doubled quotes', () => {
  assert.deepEqual(csvCells('"1","a, ""b""",3,,x'), ['1', 'a, "b"', '3', '', 'x']);
});

test('the lines of an invoice and customer become one order with exact sums', () => {
  const { orders } = lines(
    '"5","A","",3,2011-01-02 10:00:00,0.1,17,"France"',
    '"5","A","",1,2011-01-02 10:00:00,0.2,17,"France"',
    '"5","B","",2,2011-01-02 10:00:00,0.3,18,"France"',
  );
  assert.equal(orders.length, 2);
  assert.deepEqual([orders[0].amount, orders[0].quantity, orders[0].products], [0.5, 4, ['A']]);
});

test('a line without a customer is not taken', () => {
  assert.deepEqual(
    lines('"5","A","",3,2011-01-02 10:00:00,0.1,NA,"France"', '"5","A","",3,2011-01-02 10:00:00,0.1,,"France"').taken,
    [false, false],
  );
});

test('an invoice with a leading C is a return, at the shop’s local time moved by whole days', () => {
  const { orders } = lines('"C5","A","",-3,2011-12-08 23:59:00,2,17,"France"');
  const event = orderEvent(orders[0], shiftDays('2011-12-09', '2026-03-01'));
  assert.deepEqual(
    [event.id, event.type, event.properties.amount, event.occurredAt],
    ['C5:17', 'order_returned', -6, '2026-02-28T23:59:00+08:00'],
  );
});

test('yesterday is the shop’s, not the machine’s', () => {
  assert.equal(yesterday(new Date('2026-03-01T17:00:00Z')), '2026-03-01');
  assert.equal(yesterday(new Date('2026-03-01T15:00:00Z')), '2026-02-28');
});

test('the same customer is the same invented person every time, and says so', () => {
  assert.deepEqual(inventedProfile('17850'), inventedProfile('17850'));
  assert.equal(inventedProfile('17850').invented, true);
  assert.notDeepEqual(inventedProfile('17850').fields, inventedProfile('17851').fields);
});

test('the sign-in page offers the people of the demo, in the roles that they have', async () => {
  const source = readFileSync(
    join(import.meta.dirname, '../../apps/server/src/features/auth/demo-accounts.ts'),
    'utf8',
  );
  const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } });
  const { DEMO_ACCOUNTS, DEMO_PASSWORD } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  assert.deepEqual(
    DEMO_ACCOUNTS,
    ACCOUNTS.map(({ email, name, roles }) => ({
      email,
      name,
      roles: roles.map(({ role, department }) => ({ role, department: departmentName(department) })),
    })),
  );
  assert.ok(ACCOUNTS.every(({ password }) => password === DEMO_PASSWORD));
});

test('an order says in which campaign it falls, by the day to which it is moved', () => {
  const { orders } = lines('"5","A","",3,2011-12-09 10:00:00,0.1,17,"France"');
  const on = (/** @type {string} */ day) => orderEvent(orders[0], shiftDays('2011-12-09', day)).properties;
  assert.equal(on('2026-06-18').campaign, '618');
  assert.equal('campaign' in on('2026-06-21'), false);
});
