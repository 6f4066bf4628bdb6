import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { GOLDEN_LIMITS } from '@tagloom/contracts';
import writeXlsxFile from 'write-excel-file/node';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { xlsxOf, zipOf } from '../../../testing/zip.js';
import { readSheet } from './read-sheet.js';

const sheetOf = (rows: string) => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;
const reason = async (bytes: Buffer): Promise<unknown> => {
  const error: unknown = await readSheet(bytes).then(
    () => null,
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(DomainError);
  const { code, details } = error as DomainError;
  expect(code).toBe('spreadsheet_refused');
  expect(details.hint).toBeTruthy();
  return details.params?.reason;
};
const csv = async (text: string) => (await readSheet(Buffer.from(text))).rows;

describe('reading a table', () => {
  it('takes CSV with quotes, line breaks in cells and blank lines, and keeps count of the rows', async () => {
    expect(await csv('name,expected\r\n"小红, ""老""\n客",vip\r\n\r\n,\r\n小明,\r\n')).toEqual([
      { row: 1, cells: ['name', 'expected'] },
      { row: 2, cells: ['小红, "老"\n客', 'vip'] },
      { row: 5, cells: ['小明'] },
    ]);
  });

  it.each<[string, Buffer]>([
    ['UTF-8 with a mark', Buffer.from('\uFEFF名称,城市\n小红,上海')],
    ['GB 18030, as Excel in China writes it', Buffer.from('c3fbb3c62cb3c7cad00ad0a1baec2cc9cfbaa3', 'hex')],
    ['UTF-16, tab-separated', Buffer.from('\uFEFF名称\t城市\n小红\t上海', 'utf16le')],
    ['semicolons', Buffer.from('名称;城市\n小红;上海')],
  ])('takes a table in %s', async (_, bytes) => {
    expect((await readSheet(bytes)).rows.map(({ cells }) => cells.map((cell) => String(cell).trim()))).toEqual([
      ['名称', '城市'],
      ['小红', '上海'],
    ]);
  });

  it('takes an XLSX file with texts, numbers, days and yes or no', async () => {
    const file = await writeXlsxFile([
      [{ value: 'name' }, { value: 'day' }, { value: 'amount' }, { value: 'member' }],
      [
        { value: '小红 & co' },
        { value: new Date('2026-05-01T00:00:00Z'), type: Date, format: 'yyyy/mm/dd' },
        { value: 12.5, type: Number },
        { value: true, type: Boolean },
      ],
    ]).toBuffer();
    expect(await readSheet(file)).toEqual({
      isDate1904: false,
      rows: [
        { row: 1, cells: ['name', 'day', 'amount', 'member'] },
        { row: 2, cells: ['小红 & co', 46143, 12.5, true] },
      ],
    });
  });

  it('places cells by their reference, joins rich text, leaves out how it is pronounced, and keeps errors apart', async () => {
    const rows = `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="e"><v>#NAME?</v></c><c r="D3" t="inlineStr"><is><t>x</t></is></c>
      <c r="E3" t="str"><f>1</f><v>made</v></c></row>`;
    const strings = '<sst><si><r><t>山</t></r><r><t>田</t></r><rPh><t>やまだ</t></rPh></si></sst>';
    const file = xlsxOf(sheetOf(rows), [{ name: 'xl/sharedStrings.xml', content: strings }]);
    expect((await readSheet(file)).rows).toEqual([{ row: 3, cells: ['山田', null, { error: '#NAME?' }, 'x', 'made'] }]);
  });
});

describe('a hostile or broken file', () => {
  const rowOf = (row: number) => `<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`;

  it('that packs a great deal into little is refused before it is unpacked', async () => {
    expect(await reason(xlsxOf(`${sheetOf('')}${' '.repeat(4 * 1024 * 1024)}`))).toBe('unpacks_too_large');
  });

  it('that is too large inside is refused, however it is parted', async () => {
    // dense enough by themselves, and too large together
    const part = { content: randomBytes(60_000), claims: GOLDEN_LIMITS.unpacked / 3 };
    const parts = Array.from({ length: 4 }, (_, at) => ({ name: `p${at}`, ...part }));
    expect(await reason(zipOf(parts))).toBe('unpacks_too_large');
    expect(await reason(zipOf(Array.from({ length: 1001 }, (_, at) => ({ name: `p${at}`, content: '' }))))).toBe(
      'unpacks_too_large',
    );
  });

  it('that is larger inside than it says is refused as soon as it is', async () => {
    const rows = Array.from({ length: 300 }, (_, at) => rowOf(at + 1)).join('');
    expect(await reason(xlsxOf(sheetOf(rows), [], 500))).toBe('damaged');
    expect((await readSheet(xlsxOf(sheetOf(rows)))).rows).toHaveLength(300);
  });

  it('with more rows or columns than a table may have is refused at the place where they begin', async () => {
    const rows = Array.from({ length: GOLDEN_LIMITS.cases + 2 }, (_, at) => rowOf(at + 1)).join('');
    expect(await reason(xlsxOf(sheetOf(rows)))).toBe('too_many_rows');
    expect(await reason(xlsxOf(sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>')))).toBe('too_many_columns');
    expect(await reason(Buffer.from(`${'a,'.repeat(200)}a\n`))).toBe('too_many_columns');
    expect(await reason(Buffer.from('a\n'.repeat(GOLDEN_LIMITS.cases + 2)))).toBe('too_many_rows');
    expect(await reason(Buffer.from(`a${'\n'.repeat(30_000)}`))).toBe('too_many_rows');
    expect(await reason(Buffer.from(`a\n${'x'.repeat(GOLDEN_LIMITS.cell + 1)}`))).toBe('too_long');
  });

  it('that declares entities is refused', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>`;
    const sheet = sheetOf('<row r="1"><c t="inlineStr"><is><t>x</t></is></c></row>').replace(
      '<?xml version="1.0"?>',
      bomb,
    );
    expect(await reason(xlsxOf(sheet))).toBe('damaged');
  });

  it.each<[string, Buffer, string]>([
    ['an old or protected spreadsheet', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'old_format'],
    ['another ZIP file', zipOf([{ name: 'readme.txt', content: 'x' }]), 'not_a_table'],
    ['a cut-off ZIP file', zipOf([{ name: 'xl/workbook.xml', content: 'x' }]).subarray(0, 50), 'damaged'],
    ['no XML', xlsxOf('<worksheet><sheetData><row>'), 'damaged'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_table'],
    ['nothing', Buffer.alloc(0), 'not_a_table'],
    ['an open quote', Buffer.from('name\n"a'), 'damaged'],
  ])('that is %s is refused', async (_, bytes, why) => {
    expect(await reason(bytes)).toBe(why);
  });

  it('lets other work have its turn while it is read', async () => {
    const blank = Buffer.from(
      sheetOf(
        Array.from({ length: 60_000 }, (_, at) => `<row r="${at}"><c r="B${at}" s="${at % 977}"/></row>`).join(''),
      ),
    );
    let turns = 0;
    let isReading = true;
    const count = () => {
      turns += 1;
      if (isReading) setImmediate(count);
    };
    setImmediate(count);
    expect(await reason(xlsxOf(blank))).toBe('not_a_table');
    isReading = false;
    expect(turns).toBeGreaterThan(blank.length / (64 * 1024));
  });
});
