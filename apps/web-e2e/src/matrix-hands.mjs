import { shows } from './hands.mjs';

/** As the levels stand below each other in a cell's popover. */
const LEVELS = ['hidden', 'exists', 'masked', 'read', 'use', 'assign', 'edit'];

/**
 * What a person does in the sharing matrix.
 *
 * @param {import('playwright-core').Page} page
 */
export function matrixOn(page) {
  const cellOf = (/** @type {string} */ tagId, /** @type {string} */ departmentId) =>
    page.getByTestId('sharing-matrix').locator(`td[data-tag="${tagId}"][data-department="${departmentId}"]`);
  return {
    cellOf,
    open: async () => {
      await page.goto('/sharing');
      await page.getByTestId('sharing-matrix').waitFor();
    },
    /**
     * Opens the cell, chooses a level, says what for, and saves.
     *
     * @param {{ tagId: string, departmentId: string, level: string, purpose: string }} what
     */
    lend: async ({ tagId, departmentId, level, purpose }) => {
      await cellOf(tagId, departmentId).click();
      const popover = page.getByTestId('cell-popover');
      await popover.getByRole('radiogroup').locator('label').nth(LEVELS.indexOf(level)).click();
      await popover.getByRole('textbox', { name: '用途' }).fill(purpose);
      await popover.getByTestId('save-share').click();
    },
    /** Its word stands in the cell. */
    reads: (/** @type {string} */ tagId, /** @type {string} */ departmentId, /** @type {string} */ word) =>
      shows(cellOf(tagId, departmentId), word),
  };
}
