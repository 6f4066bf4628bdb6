import assert from 'node:assert/strict';
import { shows, signIn } from './hands.mjs';
import { ordersAtLeast, ruleDesk, ruleOf } from './rule-desk.mjs';

/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {Awaited<ReturnType<typeof import('./seed-world.mjs').seedWorld>>} World */

const COPIED = '名称\t近 90 天订单数\t预期动作\n四单的客户\t4\t+regular\n一单的客户\t1\t';
const WELL_FILLED = '名称,近 90 天订单数,预期动作\n五单的客户,5,+regular\n没下过单的客户,0,\n';
const BADLY_FILLED = '名称,近 90 天订单数,会员星级,预期动作\n三单的客户,3,五星,+regular\n糊涂的客户,很多,一星,\n';
/** Begins as an XLSX file does, and goes on as nothing. */
const BROKEN = `PK\u0003\u0004${'?'.repeat(200)}`;
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The table of golden customers: typed, pasted, uploaded, and what of a file is refused.
 *
 * @param {{ page: import('playwright-core').Page, step: Step, world: World }} on
 */
export async function goldenJourney({ page, step, world }) {
  console.log('A designer writes golden customers by hand, by paste and from files');
  const desk = ruleDesk(world);
  const id = (/** @type {string} */ name) => page.getByTestId(name);
  await desk.tag('regular', '常客');
  const rule = await desk.draft(ruleOf('常客', ordersAtLeast(3), 'regular'));
  const cell = (/** @type {string} */ column, at = -1) =>
    at < 0 ? page.getByRole('textbox', { name: column }).last() : page.getByRole('textbox', { name: column }).nth(at);
  const saved = async () => (await desk.call('GET', `/flows/${rule}/golden`)).cases;
  const names = async () => (await saved()).map((/** @type {{ name: string }} */ { name }) => name);
  const upload = async (
    /** @type {string} */ name,
    /** @type {string} */ mimeType,
    /** @type {Buffer | string} */ content,
  ) => page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
  const save = async (/** @type {RegExp} */ summary) => {
    await id('golden-save').click();
    await shows(id('golden-summary'), summary);
  };

  await step('signs in', () => signIn(page, world.signIns.designer));
  await step('types a customer, and sees at once that the rule does not do what is expected', async () => {
    await page.goto(`/flows/${rule}/golden`);
    await id('golden-add').click();
    await cell('名称').fill('三单的客户');
    await cell('近 90 天订单数').fill('3');
    await id('golden-run').click();
    await shows(id('golden-result'), /不该有却有：\+常客/);
  });
  await step('opens why, corrects what is expected, and saves', async () => {
    await page.locator('.ant-table-row-expand-icon').first().click();
    await shows(id('trace-table'), /至少\s*3/);
    await cell('预期动作').fill('+常客');
    await save(/1 位中 1 位通过/);
    assert.deepEqual(await names(), ['三单的客户']);
  });
  await step('pastes two rows copied from a spreadsheet', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate((text) => globalThis.navigator.clipboard.writeText(text), COPIED);
    await cell('名称', 0).click();
    await page.keyboard.press('Control+V');
    await shows(page.getByRole('dialog'), '可以读取 2 位客户');
    await id('golden-append').click();
    await save(/3 位中 3 位通过/);
    assert.deepEqual(await names(), ['三单的客户', '四单的客户', '一单的客户']);
  });
  await step('uploads a CSV file in place of the table', async () => {
    await upload('客户.csv', 'text/csv', WELL_FILLED);
    await id('golden-replace').click();
    await save(/2 位中 2 位通过/);
    assert.deepEqual(await names(), ['五单的客户', '没下过单的客户']);
  });
  await step('downloads the Excel table, and uploads it as it is', async () => {
    const before = await saved();
    const href = await page.getByRole('link', { name: '下载 Excel 表格' }).getAttribute('href');
    const file = await page.request.get(String(href));
    await upload('客户.xlsx', SPREADSHEET, await file.body());
    await id('golden-replace').click();
    await save(/2 位中 2 位通过/);
    assert.deepEqual(await saved(), before);
  });
  await step('is told row and column of what is wrong in a file, and may leave it', async () => {
    const before = await saved();
    await upload('客户.csv', 'text/csv', BADLY_FILLED);
    await shows(id('golden-read-errors').getByRole('listitem'), /第 1 行 C 列.*会员星级/);
    await shows(id('golden-read-errors').getByRole('listitem'), /第 3 行 B 列.*很多/);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /取\s?消/ })
      .click();
    assert.deepEqual(await saved(), before);
  });
  await step('is told what to do with a file that is no table, and keeps the table', async () => {
    await upload('客户.xlsx', SPREADSHEET, BROKEN);
    await shows(id('golden-refused'), '文件已损坏');
    assert.equal(await cell('名称', 0).inputValue(), '五单的客户');
  });
}
