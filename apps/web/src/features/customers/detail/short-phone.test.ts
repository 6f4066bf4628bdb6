import { expect, it } from 'vitest';
import { shortPhone } from './short-phone';

it('shows a mobile number by its first three and last four digits', () => {
  expect(shortPhone('13800002067')).toBe('138****2067');
});

it('leaves other numbers alone', () => {
  expect(shortPhone('021-5555')).toBe('021-5555');
});
