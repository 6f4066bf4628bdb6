import { RfmModelDefinition } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { cutsOf, previewOf, rfmRequest, type RfmForm } from './rfm-request';
import { quadrantsOf, rowsOf } from './rfm-counts';

const form: RfmForm = {
  key: 'shop',
  zh: '商城 ',
  recency: 'days_since_order',
  frequency: 'orders',
  monetary: 'spent',
  method: 'fixed',
  recencyCut: 30,
  frequencyCut: 0,
  monetaryCut: 500,
  percent: 20,
};

describe('an RFM model as typed', () => {
  it('becomes a definition that the contract accepts, with the cuts of its method alone', () => {
    expect(RfmModelDefinition.parse(rfmRequest(form))).toMatchObject({
      name: { 'zh-CN': '商城' },
      cuts: { method: 'fixed', recency: 30, frequency: 0, monetary: 500 },
    });
    expect(cutsOf({ ...form, method: 'top_percent' })).toEqual({ method: 'top_percent', percent: 20 });
    expect(cutsOf({ ...form, method: 'mean' })).toEqual({ method: 'mean' });
  });

  it('is not drawn while a metric or a cut is missing', () => {
    expect(previewOf({ ...form, monetary: undefined })).toBeUndefined();
    expect(previewOf({ ...form, frequencyCut: undefined })).toBeUndefined();
  });
});

describe('the cells of an RFM model', () => {
  const cells = [
    { cell: 'champions', customers: 6 },
    { cell: 'develop', customers: 2 },
    { cell: 'general_win_back', customers: 1 },
    { cell: null, customers: 1 },
  ];

  it('are all shown, those without customers too, and the unknown last', () => {
    const rows = rowsOf(cells);
    expect(rows).toHaveLength(9);
    expect(rows[0]).toMatchObject({ cell: 'champions', customers: 6, share: 0.6 });
    expect(rows[2]).toMatchObject({ cell: 'retain', customers: 0 });
    expect(rows.at(-1)).toMatchObject({ cell: null, customers: 1 });
  });

  it('add up to quadrants by recency and amount', () => {
    expect(quadrantsOf(cells).map(({ value, customers }) => [value, customers])).toEqual([
      ['active_high', 8],
      ['active_low', 0],
      ['inactive_high', 0],
      ['inactive_low', 1],
    ]);
  });
});
