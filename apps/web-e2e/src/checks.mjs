import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Thrown after a failed step was counted: the steps after it build on it and cannot run. */
class JourneyStopped extends Error {}

/** @param {unknown} error */
const reasonOf = (error) => stripVTControlCharacters(error instanceof Error ? error.message : String(error));

/**
 * Counts the steps of the journeys; of a failed one it leaves a picture.
 *
 * @param {string} pictures folder for pictures of failures
 */
export function createChecks(pictures) {
  let passed = 0;
  let failed = 0;
  const fail = (/** @type {unknown} */ error) => {
    failed += 1;
    console.log(`  ✗ ${reasonOf(error)}`);
  };

  /** @param {import('playwright-core').Page} page */
  const stepsOn = (page) => {
    /** @type {string[]} */
    const crashes = [];
    page.on('pageerror', (error) => crashes.push(error.message));
    return async (/** @type {string} */ title, /** @type {() => Promise<void>} */ run) => {
      const since = Date.now();
      try {
        await run();
        if (crashes.length) throw new Error(`the page threw: ${crashes.splice(0).join('; ')}`);
        passed += 1;
        console.log(`  ✓ ${title} (${Date.now() - since} ms)`);
      } catch (error) {
        fail(`${title}\n${reasonOf(error)}`);
        const picture = join(pictures, `failure-${failed}.png`);
        await page.screenshot({ path: picture }).then(
          () => console.log(`    picture: ${picture}\n    the steps after it did not run`),
          (why) => console.log(`    no picture: ${reasonOf(why)}`),
        );
        throw new JourneyStopped();
      }
    };
  };

  return {
    fail,
    /**
     * @param {import('playwright-core').Page} page
     * @param {(step: ReturnType<typeof stepsOn>) => Promise<void>} run
     */
    journey: (page, run) =>
      run(stepsOn(page)).catch((error) => {
        if (!(error instanceof JourneyStopped)) throw error;
      }),
    allPassed: () => failed === 0 && passed > 0,
    summary: () => `${passed} passed, ${failed} failed`,
  };
}
