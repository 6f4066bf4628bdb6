import { DomainError } from '../../../platform/errors/domain-error.js';
import { readXml } from './read-xml.js';
import { columnOf, type Cell, type Sheet } from './sheet.js';
import { refuseSheet, SheetRows } from './table-limits.js';
import { Parts } from './zip-file.js';

const WORKBOOK = 'xl/workbook.xml';
const STRINGS = 'xl/sharedStrings.xml';

/** The first sheet that is shown, and how its days are counted. */
async function firstSheet(parts: Parts): Promise<{ part: string; isDate1904: boolean }> {
  let [relation, isDate1904] = ['', false];
  await readXml(parts.read(WORKBOOK), {
    open: (name, attributes) => {
      if (name === 'workbookPr') isDate1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      const isHidden = ['hidden', 'veryHidden'].includes(attributes.state ?? '');
      if (name === 'sheet' && relation === '' && !isHidden) relation = attributes['r:id'] ?? attributes.id ?? '';
    },
  });
  let target = '';
  await readXml(parts.read('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id === relation) target = Target ?? '';
    },
  });
  return { part: target.startsWith('/') ? target.slice(1) : `xl/${target}`, isDate1904 };
}

/** Texts that cells refer to by number; how they are to be pronounced (`rPh`) is no part of them. */
async function sharedStrings(parts: Parts): Promise<string[]> {
  const strings: string[] = [];
  if (!parts.has(STRINGS)) return strings;
  let [text, isText, isPhonetic] = ['', false, false];
  await readXml(parts.read(STRINGS), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't';
    },
    text: (piece) => {
      if (isText && !isPhonetic) text += piece;
    },
    close: (name) => {
      if (name === 'si') strings.push(text);
      if (name === 'rPh') isPhonetic = false;
      isText = false;
    },
  });
  return strings;
}

function cellOf(type: string, text: string, strings: readonly string[]): Cell {
  if (type === 's') return strings[Number(text)] ?? null;
  if (type === 'b') return text.trim() === '1';
  if (type === 'e') return { error: text };
  if (type === 'str' || type === 'inlineStr' || type === 'd') return text;
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
}

async function cellsOf(parts: Parts, part: string, strings: readonly string[]): Promise<Sheet['rows']> {
  const sheet = new SheetRows();
  let [row, column, type, text] = [0, -1, '', ''];
  let [cells, isValue, isPhonetic]: [Cell[], boolean, boolean] = [[], false, false];
  await readXml(parts.read(part), {
    open: (name, attributes) => {
      if (name === 'row') {
        row = Number(attributes.r) || row + 1;
        column = -1;
        cells = [];
      } else if (name === 'c') {
        column = columnOf(attributes.r ?? '') ?? column + 1;
        type = attributes.t ?? 'n';
        text = '';
      } else if (name === 'rPh') isPhonetic = true;
      isValue = name === 'v' || name === 't';
    },
    text: (piece) => {
      if (isValue && !isPhonetic) text += piece;
    },
    close: (name) => {
      isValue = false;
      if (name === 'rPh') isPhonetic = false;
      else if (name === 'c') sheet.place(row, cells, column, cellOf(type, text, strings));
      else if (name === 'row') sheet.add(row, cells);
    },
  });
  return sheet.rows;
}

/** Reads the first sheet of an XLSX file, a little at a time; formulas count as what they last came to. */
export async function readXlsx(bytes: Buffer): Promise<Sheet> {
  try {
    const parts = await Parts.of(bytes);
    if (!parts.has(WORKBOOK)) throw refuseSheet('not_a_table');
    const { part, isDate1904 } = await firstSheet(parts);
    return { rows: await cellsOf(parts, part, await sharedStrings(parts)), isDate1904 };
  } catch (error) {
    throw error instanceof DomainError ? error : refuseSheet('damaged');
  }
}
