import assert from 'node:assert/strict';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const DRAG_STEPS = 10;

/** @param {Locator} place */
async function centerOf(place) {
  const box = await place.boundingBox();
  assert(box, 'nothing to point at with the mouse');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * What a person does with mouse and keyboard, by where it is on the screen.
 *
 * @param {Page} page
 */
export function handsOn(page) {
  const drag = async (/** @type {Locator} */ from, /** @type {{ x: number, y: number }} */ to) => {
    const start = await centerOf(from);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: DRAG_STEPS });
    await page.mouse.up();
  };
  return {
    /** Drags a part from the palette to `below` pixels under a node that is already there. */
    dropBelow: async (/** @type {string} */ part, /** @type {Locator} */ node, /** @type {number} */ below) => {
      const { x, y } = await centerOf(node);
      await drag(page.getByTestId(`palette-${part}`), { x, y: y + below });
    },
    connect: async (/** @type {Locator} */ from, /** @type {Locator} */ to) =>
      drag(from.getByTestId('port-out'), await centerOf(to.getByTestId('port-in'))),
    /** Opens the select inside `field`, types when there is something to search for, and clicks the option. */
    choose: async (/** @type {string} */ field, /** @type {string} */ option, /** @type {string} */ search = '') => {
      await page.getByTestId(field).locator('.ant-select').first().click();
      if (search) await page.keyboard.type(search);
      await page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
        .filter({ hasText: option })
        .first()
        .click();
    },
  };
}

/** Waits until `place` shows `text`. @param {Locator} place @param {string | RegExp} text */
export const shows = (place, text) => place.filter({ hasText: text }).first().waitFor();

/** @param {Page} page @param {{ email: string, password: string }} account */
export async function signIn(page, { email, password }) {
  await page.goto('/sign-in');
  await page.locator('input[autocomplete=username]').fill(email);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.getByTestId('sign-in').click();
  await page.getByTestId('account').waitFor();
}
