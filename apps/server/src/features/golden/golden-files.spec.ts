import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, FlowDetail, GoldenCase, GoldenTable, ReadGoldenResponse } from '@tagloom/contracts';
import { GOLDEN_LIMITS } from '@tagloom/contracts';
import writeXlsxFile from 'write-excel-file/node';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { createTestApp, TEST_ADMIN_KEY, type TestApp } from '../../testing/test-app.js';
import { xlsxOf } from '../../testing/zip.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const conditions = [
  { fact: 'profile.city', operator: 'equal', value: '上海' },
  { fact: 'profile.birthday', operator: 'before', value: '2000-01-01' },
];

describe('golden customers from a file', () => {
  let test: TestApp;
  let id: string;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    for (const [key, name] of [
      ['vip', '贵宾'],
      ['sleeping', '沉睡'],
    ])
      await test.client.post('/api/v1/tags', { key, name: { 'zh-CN': name }, kind: 'flag', category: 'value' });
    const removal = { action: 'removeTag', tag: 'sleeping', membership: 'while' } as const;
    const flow = drawFlow('读表', conditions, [addTag('vip'), removal]);
    id = (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body.id;
  });
  afterAll(() => test.close());

  const upload = async <T = ReadGoldenResponse>(body: Buffer | string, type = 'text/csv') => {
    const response = await fetch(`${test.url}/api/v1/flows/${id}/golden/read`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_ADMIN_KEY}`, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  const download = async (format: string) => {
    const response = await fetch(`${test.url}/api/v1/flows/${id}/golden/template.${format}`, {
      headers: { authorization: `Bearer ${TEST_ADMIN_KEY}` },
    });
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="golden-${id}.${format}"`);
    return { bytes: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type') ?? '' };
  };

  it('are read by the names or the labels of facts, and nothing is saved', async () => {
    const { status, body } = await upload(
      '名称,时间,城市,profile.birthday,预期动作\n小红,2026-05-01 10:30,上海,1990/5/1,贵宾；-sleeping\n小明,,,,\n',
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      cases: [
        {
          name: '小红',
          now: '2026-05-01T02:30:00.000Z',
          facts: { 'profile.city': '上海', 'profile.birthday': '1990-05-01' },
          expected: [
            { sign: '+', tag: 'vip' },
            { sign: '-', tag: 'sleeping' },
          ],
        },
        { name: '小明', now: null, facts: {}, expected: [] },
      ],
      facts: [
        { name: 'profile.city', type: 'text', label: expect.anything(), isRead: true },
        { name: 'profile.birthday', type: 'date', label: expect.anything(), isRead: true },
      ],
      errors: [],
    });
    expect((await test.client.get<GoldenTable>(`/api/v1/flows/${id}/golden`)).body.cases).toEqual([]);
  });

  it('are read from a spreadsheet, with its own days', async () => {
    const day = (iso: string) => ({ value: new Date(iso), type: Date, format: 'yyyy/mm/dd' });
    const file = await writeXlsxFile([
      ['name', 'now', 'profile.city', 'profile.birthday', 'expected'].map((value) => ({ value })),
      [
        { value: '小红' },
        day('2026-05-01T12:00:00Z'),
        { value: '上海' },
        day('1990-05-01T00:00:00Z'),
        { value: '+vip; -沉睡' },
      ],
    ]).toBuffer();
    expect((await upload(file, XLSX)).body).toMatchObject({
      cases: [
        {
          now: '2026-05-01T04:00:00.000Z',
          facts: { 'profile.birthday': '1990-05-01' },
          expected: [{ tag: 'vip' }, { sign: '-' }],
        },
      ],
      errors: [],
    });
  });

  it('leave out what is wrong, and say the row, the column and what to do in both languages', async () => {
    const { body } = await upload(
      [
        'name,profile.birthday,profile.citty,expected,now',
        '好的,1990-01-01,x,vip,',
        '日子不对,1990-02-30,x,vip,',
        '没有这个标签,,x,+gost,',
        ',1990-01-01,x,vip,',
        '时间不对,,x,vip,明天',
      ].join('\n'),
    );
    expect(body.cases.map(({ name }) => name)).toEqual(['好的']);
    expect(body.errors.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['unknown_column', 1, 'C'],
      ['wrong_value', 3, 'B'],
      ['unknown_action', 4, 'D'],
      ['missing_name', 5, null],
      ['wrong_moment', 6, 'E'],
    ]);
    for (const { message } of body.errors) {
      expect(message['zh-CN']).toMatch(/[请要]/);
      expect(message.en).not.toMatch(/[\u4e00-\u9fff].*[\u4e00-\u9fff].*请/);
    }
  });

  it('say in a column of its own what the flow has given them before', async () => {
    for (const heading of ['已有标签', 'has tags', 'Has']) {
      const { body } = await upload(`名称,${heading},预期动作\n小红,+贵宾;-sleeping,vip\n小明,,\n`);
      expect(body.errors).toEqual([]);
      expect(body.cases).toMatchObject([
        {
          has: [
            { sign: '+', tag: 'vip' },
            { sign: '-', tag: 'sleeping' },
          ],
        },
        { name: '小明' },
      ]);
      expect(body.cases[1]).not.toHaveProperty('has');
    }
    const { body } = await upload('名称,已有标签,预期动作\n小红,没有的,vip\n');
    expect(body.errors.map(({ code, row, column }) => [code, row, column])).toEqual([['unknown_action', 2, 'B']]);
  });

  it('need a column for their names and one for what is expected, each column once', async () => {
    const { body } = await upload('profile.city,城市\n上海,上海\n');
    expect(body.cases).toEqual([]);
    expect(body.errors.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['duplicate_column', 1, 'B'],
      ['missing_column', 1, null],
      ['missing_column', 1, null],
    ]);
  });

  it('tell of an error of the spreadsheet, which a plus at the start makes', async () => {
    const rows = `<row r="1"><c t="inlineStr"><is><t>name</t></is></c><c t="inlineStr"><is><t>expected</t></is></c></row>
      <row r="2"><c t="inlineStr"><is><t>小红</t></is></c><c t="e"><v>#NAME?</v></c></row>`;
    const { body } = await upload(xlsxOf(`<worksheet><sheetData>${rows}</sheetData></worksheet>`), XLSX);
    expect(body).toMatchObject({ cases: [], errors: [{ code: 'error_cell', row: 2, column: 'B' }] });
  });

  it('come back from the table that is downloaded, whatever they are called', async () => {
    const cases: GoldenCase[] = [
      {
        name: '=SUM(A1), "quoted"; -1',
        now: '2026-05-01T02:30:00.000Z',
        facts: { 'profile.city': '-上海', 'profile.birthday': '1990-05-01' },
        expected: [
          { sign: '-', tag: 'sleeping' },
          { sign: '+', tag: 'vip' },
        ],
      },
      { name: '什么都不知道', now: null, facts: {}, expected: [] },
      { name: '已有', now: null, facts: {}, expected: [], has: [{ sign: '+', tag: 'vip' }, { node: 'a1' }] },
    ];
    const { revision } = (await test.client.get<GoldenTable>(`/api/v1/flows/${id}/golden`)).body;
    await test.client.put(`/api/v1/flows/${id}/golden`, { revision, cases });
    for (const format of ['csv', 'xlsx']) {
      const { bytes, type } = await download(format);
      expect((await upload(bytes, type)).body).toMatchObject({ cases, errors: [] });
      if (format === 'csv') expect(bytes.toString()).not.toMatch(/(^|,)"?[=+-]/m);
    }
  });

  it('are refused as a whole when the file is no table, too large, or a bomb', async () => {
    const bomb = xlsxOf(`<worksheet>${' '.repeat(8 * 1024 * 1024)}</worksheet>`);
    expect(bomb.length).toBeLessThan(20_000);
    expect(await upload<ErrorBody>(bomb, XLSX)).toMatchObject({
      status: 422,
      body: { error: { code: 'spreadsheet_refused', params: { reason: 'unpacks_too_large' } } },
    });
    expect(await upload<ErrorBody>('x'.repeat(GOLDEN_LIMITS.file + 1))).toMatchObject({
      status: 413,
      body: { error: { code: 'body_too_large', params: { limit: GOLDEN_LIMITS.file } } },
    });
    expect(await upload<ErrorBody>('{}', 'application/json')).toMatchObject({
      status: 415,
      body: { error: { code: 'unsupported_media_type' } },
    });
    expect((await upload<ErrorBody>('')).body.error).toMatchObject({
      code: 'spreadsheet_refused',
      params: { reason: 'not_a_table' },
    });
  });
});
