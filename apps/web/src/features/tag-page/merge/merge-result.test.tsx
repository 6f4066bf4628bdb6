import type { MergePreview } from '@tagloom/contracts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { MergeResult } from './merge-result';

beforeAll(() => startI18n(TEXTS));
afterEach(cleanup);

const preview: MergePreview = {
  customers: 12,
  both: 0,
  flows: [
    { id: '1', name: '高价值识别', published: true },
    { id: '2', name: '新客关怀', published: false },
  ],
  goldenCases: 0,
  shares: 0,
  suggestions: 0,
  addedValues: [],
  obstacles: [],
};

describe('what a merge would do', () => {
  it('names the rules that run and are published anew, and does not call them an obstacle', () => {
    render(<MergeResult preview={preview} name="金卡" into="贵宾" />);
    const told = screen.getByTestId('merge-preview').textContent;
    expect(told).toContain('1 条正在运行的规则改用「贵宾」重新发布：高价值识别');
    expect(told).toContain('改写 1 条规则草稿：新客关怀');
    expect(screen.queryByText('现在不能合并')).toBeNull();
  });

  it('names the rule that would not work any more', () => {
    const obstacles = [{ code: 'merge_impossible', message: '「高价值识别」：永远不会成立', flow: '高价值识别' }];
    render(<MergeResult preview={{ ...preview, obstacles }} name="金卡" into="贵宾" />);
    expect(screen.getByText('「高价值识别」：永远不会成立')).toBeTruthy();
  });
});
