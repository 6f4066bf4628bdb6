import { describe, expect, it } from 'vitest';
import { safeTarget } from './safe-target';

describe('where to go after signing in', () => {
  it('is the page one came from', () => {
    expect(safeTarget('/customers?size=20')).toBe('/customers?size=20');
  });

  it.each([undefined, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in?to=/'])(
    'is home for %s',
    (target) => expect(safeTarget(target)).toBe('/'),
  );
});
