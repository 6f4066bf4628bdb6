import { texts } from './texts/index.mjs';

/** Silence up to this long looks like work; longer looks like a hang. */
const LONGEST_SILENCE_MS = 4_000;

/**
 * Prints what is being done, and repeats it with the seconds that passed whenever nothing else was printed for a while.
 *
 * @param {(text: string) => void} [write]
 */
export function createProgress(write = (text) => process.stdout.write(text)) {
  const startedAt = Date.now();
  let doing = '';
  let doingSince = Date.now();
  let lastPrint = Date.now();
  const seconds = (/** @type {number} */ since) => Math.round((Date.now() - since) / 1000);
  const print = (/** @type {string} */ line) => {
    lastPrint = Date.now();
    write(`${texts.elapsed(seconds(startedAt))} ${line}\n`);
  };
  const timer = setInterval(() => {
    if (doing && Date.now() - lastPrint >= LONGEST_SILENCE_MS) print(texts.still(doing, seconds(doingSince)));
  }, 500);
  timer.unref();
  return {
    /** A line of its own. */
    print,
    /** Prints a line without the time, for what people copy. @param {string} line */
    plain: (line) => {
      lastPrint = Date.now();
      write(`${line}\n`);
    },
    /** Names what happens from now on; it is repeated until the next step or `idle`. @param {string} what */
    step: (what) => {
      doing = what;
      doingSince = Date.now();
      print(what);
    },
    /** Nothing is awaited any more. */
    idle: () => {
      doing = '';
    },
    seconds: () => seconds(startedAt),
  };
}

/** @typedef {ReturnType<typeof createProgress>} Progress */
