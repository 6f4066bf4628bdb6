import type { ActionData } from '@tagloom/contracts';

/** Parts of drawings that many tests share. */
export const add = (tag: string, over: Partial<Extract<ActionData, { action: 'addTag' }>> = {}): ActionData => ({
  action: 'addTag',
  tag,
  membership: 'while',
  ...over,
});
export const amountOver = (value: number) => ({ fact: 'event.amount', operator: 'greaterThan', value });
export const city = (value: string) => ({ fact: 'profile.city', operator: 'equal', value });
export const has = (tag: string, value = true) => ({ fact: `tag.${tag}`, operator: 'equal', value });
export const minutes = (amount: number) => ({ amount, unit: 'minute' as const });
export const paid = ['paid'];
