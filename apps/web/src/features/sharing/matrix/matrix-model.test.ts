import { describe, expect, it } from 'vitest';
import { departments, matrixTag, share, taxonomy } from '../sharing.test.data';
import { buildMatrix, endsSoon, inTreeOrder, type MatrixFilter } from './matrix-model';

const NOW = Date.parse('2026-03-02T00:00:00Z');
const ALL: MatrixFilter = { text: '', departments: [], endingOnly: false };
const build = (tags = [matrixTag()], filter: Partial<MatrixFilter> = {}) =>
  buildMatrix({ departments, tags }, taxonomy(tags), [share()], { ...ALL, ...filter }, NOW);
const names = (model: ReturnType<typeof build>) =>
  model.sections.flatMap(({ rows }) => rows.map(({ tag }) => tag.name['zh-CN']));

describe('the columns', () => {
  it('stand in the order of the tree, each before those below it', () => {
    expect(inTreeOrder(departments).map(({ name, parentName }) => [name, parentName])).toEqual([
      ['市场部', null],
      ['客服部', null],
      ['夜间服务组', '客服部'],
    ]);
  });

  it('are those of which the reader knows anything', () => {
    const own = matrixTag({ cells: [{ departmentId: '2', level: 'use', shareId: '51', until: null, from: 'share' }] });
    expect(build([own]).columns.map(({ name }) => name)).toEqual(['客服部']);
  });

  it('are those that were chosen', () => {
    expect(build(undefined, { departments: ['3'] }).columns.map(({ id }) => id)).toEqual(['3']);
  });
});

describe('the rows', () => {
  const loose = matrixTag({
    id: '12',
    name: { 'zh-CN': '夜间活跃' },
    groupId: null,
    search: '夜间活跃\n\nyejianhuoyue\nyjhy',
  });

  it('stand below their groups, those without one last', () => {
    expect(build([loose, matrixTag()]).sections.map(({ group, rows }) => [group?.name['zh-CN'], rows.length])).toEqual([
      ['活动', 1],
      [undefined, 1],
    ]);
  });

  it('are found by name, pinyin and initials', () => {
    for (const text of ['夜间', 'YEJIAN', ' yjhy '])
      expect(names(build([loose, matrixTag()], { text }))).toEqual(['夜间活跃']);
    expect(names(build([loose], { text: '没有' }))).toEqual([]);
  });

  it('can be those of a category or a group, with the groups inside it', () => {
    const tags = [loose, matrixTag()];
    expect(names(build(tags, { branch: 'behavior' }))).toEqual(['参加618活动', '夜间活跃']);
    expect(names(build(tags, { branch: '5' }))).toEqual(['参加618活动']);
    expect(names(build(tags, { branch: 'value' }))).toEqual([]);
  });

  it('can be those of which a share ends soon', () => {
    const until = '2026-03-10T00:00:00Z';
    const ending = matrixTag({ cells: [{ departmentId: '2', level: 'use', shareId: '51', until, from: 'share' }] });
    expect(names(build([ending, loose], { endingOnly: true }))).toEqual(['参加618活动']);
    expect(names(build([ending, loose], { endingOnly: true, departments: ['1'] }))).toEqual([]);
  });
});

describe('an end', () => {
  it('is near 14 days before', () => {
    expect(endsSoon('2026-03-16T00:00:00Z', NOW)).toBe(true);
    expect(endsSoon('2026-03-16T00:00:01Z', NOW)).toBe(false);
    expect(endsSoon(null, NOW)).toBe(false);
  });
});
