import { renderHook } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '@/platform/i18n/i18n';
import { ApiError } from './api-error';
import { errorTexts } from './error-texts';
import { useErrorText } from './use-error-text';

beforeAll(() => startI18n({ errors: errorTexts }));

describe('an error of the server', () => {
  it.each(['flow_loop', 'department_cycle'])('names what is along a circle: %s', async (code) => {
    const path = ['甲', '乙', '甲'].map((name, id) => ({ id: String(id), name }));
    const body = { error: { code, message: 'x', params: { path } } };
    const error = await ApiError.from(new Response(JSON.stringify(body), { status: 409 }));
    const { result } = renderHook(() => useErrorText());
    expect(result.current(error)).toContain('甲 → 乙 → 甲');
  });
});
