import { chromium } from 'playwright-core';
import { findBrowser } from '../../../tools/test/find-browser.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const STEP_TIMEOUT_MS = 15_000;

/** Chromium, each page in a context of its own: journeys share no session. */
export async function openBrowser() {
  // Signals are the run's business: it has a server to stop as well.
  const own = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: FLAGS, ...own });
  return {
    close: () => browser.close(),
    /** @param {string} baseURL */
    newPage: async (baseURL) => {
      const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
      context.setDefaultTimeout(STEP_TIMEOUT_MS);
      return context.newPage();
    },
  };
}
