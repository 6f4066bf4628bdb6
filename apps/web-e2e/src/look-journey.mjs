import assert from 'node:assert/strict';
import { signIn } from './hands.mjs';
import { contrastFaults } from './look/contrast.mjs';
import { layoutFaults } from './look/layout.mjs';
import { nameFaults } from './look/names.mjs';
import { productWords } from './look/product-words.mjs';
import { wordFaults } from './look/words.mjs';

/** The two ends of what is promised: the first language on a wide light screen, the other on a narrow dark one. */
const LOOKS = /** @type {const} */ ([
  { locale: 'zh-CN', theme: 'light', width: 1440, title: 'in Chinese, light, 1440 px wide' },
  { locale: 'en', theme: 'dark', width: 1100, title: 'in English, dark, 1100 px wide' },
]);
const SETTLED_MS = 30_000;
const DRAWN_MS = 150;

/**
 * Every page, looked over by what can be computed: nothing is cut off or runs out of its box, contrast is 4.5, controls have
 * names, headings make an outline, no key, raw id or moment shows, and no page speaks two languages.
 *
 * @param {Parameters<typeof import('./designers-journey.mjs').designersJourney>[0]} on
 */
export async function lookJourney({ page, step, world }) {
  console.log('Every page reads well in both languages, light and dark, wide and narrow');
  const { call } = world.api;
  const [{ tags }, flows, people, { items }] = await Promise.all([
    call('GET', '/tags'),
    call('GET', '/flows'),
    call('GET', '/users'),
    call('POST', '/customers/search', {}),
  ]);
  // people and what they made are called as they called it
  const given = new Set([...flows, ...tags, ...people].map(nameOf));
  const chinese = productWords().filter((word) => !given.has(word));
  const places = [
    '/',
    '/customers',
    `/customers/${items[0].id}`,
    '/suggestions',
    '/tags',
    '/tags?q=zzzz',
    `/tags/${tags[0].id}`,
    '/tags/health',
    '/tags/bin',
    ...['', '?tab=waiting', '?tab=mine', '?tab=log'].map((tab) => `/sharing${tab}`),
    '/approvals',
    '/flows',
    ...flows.slice(0, 1).map((/** @type {{ id: string }} */ { id }) => `/flows/${id}/versions`),
    '/templates',
    '/metrics',
    '/event-types',
    '/runs',
    '/history',
    '/departments',
    '/settings',
  ];
  await step('signs in', () => signIn(page, world.signIns.admin));
  for (const { locale, theme, width, title } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.evaluate((chosen) => localStorage.setItem('tagloom.locale', chosen), locale);
    await page.goto('/templates');
    await step(`${places.length} pages ${title}`, async () => {
      const faults = [];
      for (const place of places) {
        const found = [
          ...(await open(page, place)),
          ...(await page.evaluate(layoutFaults)),
          ...(await page.evaluate(contrastFaults)),
          ...(await page.evaluate(nameFaults)),
          ...(await page.evaluate(wordFaults, { locale, chinese })),
        ];
        faults.push(...found.map((fault) => `${place}: ${fault}`));
      }
      assert(faults.length === 0, faults.join('\n'));
    });
  }
}

/** @param {{ name: string | { 'zh-CN': string } }} of */
const nameOf = ({ name }) => (typeof name === 'string' ? name : name['zh-CN']);

const isSettled = () =>
  document.querySelector('h1:not([data-left])') !== null &&
  !document.querySelector('#content :is(.ant-skeleton, .ant-spin-spinning)');

/**
 * Within the product, as a link would, until nothing is being loaded.
 *
 * @param {import('playwright-core').Page} page @param {string} place
 */
async function open(page, place) {
  await page.evaluate((to) => {
    const isAnother = new URL(to, location.href).pathname !== location.pathname;
    if (isAnother) document.querySelector('h1')?.setAttribute('data-left', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, place);
  /** Twice in a row: between two pages there is a moment of neither. */
  for (let quiet = 0, until = Date.now() + SETTLED_MS; quiet < 2;) {
    if (Date.now() > until) return [`is still loading after ${SETTLED_MS / 1000} s`];
    await page.waitForTimeout(DRAWN_MS);
    quiet = (await page.evaluate(isSettled)) ? quiet + 1 : 0;
  }
  return [];
}
