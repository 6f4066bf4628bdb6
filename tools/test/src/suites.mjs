import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../find-browser.mjs';
import { ROOT } from './root.mjs';
import { runCommand, runNode } from './run-command.mjs';

/** @typedef {{ passed: number, failed: number }} Outcome */

/**
 * Counts from a Jest or Vitest JSON report; a suite that could not run at all counts as failed.
 *
 * @param {string} file
 * @param {number} code exit code of the runner
 * @returns {Outcome}
 */
export function outcomeOfReport(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  // A file that does not even load has no tests in it, and yet it has failed.
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ result) => result.status === 'failed' && result.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return { passed: report.numPassedTests, failed: failed || (code === 0 ? 0 : 1) };
}

/** @param {(report: string) => Promise<{ code: number }>} run */
async function withReport(run) {
  const folder = mkdtempSync(join(tmpdir(), 'tagloom-report-'));
  try {
    const report = join(folder, 'report.json');
    const { code } = await run(report);
    return outcomeOfReport(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string[]} args @param {Record<string, string>} env */
const jest = (args, env) =>
  withReport((report) =>
    runNode(
      'node_modules/jest/bin/jest.js',
      [...args, '--json', `--outputFile=${report}`, '--testLocationInResults=false'],
      {
        env: { ...env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' },
      },
    ),
  );

/** @returns {Promise<Outcome>} */
export function libs() {
  const projects = readdirSync(join(ROOT, 'libs')).filter((name) =>
    existsSync(join(ROOT, 'libs', name, 'jest.config.mjs')),
  );
  return jest(['--projects', ...projects.map((name) => `libs/${name}`), '--passWithNoTests'], {});
}

/** @param {string} databaseUrl specs create databases of their own beside it @returns {Promise<Outcome>} */
export const server = (databaseUrl) =>
  jest(['--config', 'apps/server/jest.config.mjs'], { TEST_DATABASE_URL: databaseUrl });

/** @returns {Promise<Outcome>} */
export const web = () =>
  withReport((report) =>
    runNode(
      'node_modules/vitest/vitest.mjs',
      ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      { cwd: join(ROOT, 'apps/web') },
    ),
  );

/** @returns {Promise<Outcome>} */
export const tools = () =>
  runCommand(process.execPath, ['--test', '--test-reporter=tap', ...toolTests()], { quiet: true }).then(
    ({ code, output }) => {
      const count = (/** @type {string} */ name) =>
        Number(output.match(new RegExp(`^# ${name} (\\d+)`, 'm'))?.[1] ?? 0);
      if (code !== 0) process.stdout.write(output);
      return { passed: count('pass'), failed: count('fail') || (code === 0 ? 0 : 1) };
    },
  );

function toolTests() {
  return readdirSync(join(ROOT, 'tools'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.mjs') && !name.includes('node_modules'))
    .map((name) => join(ROOT, 'tools', name));
}

/** The journey in a real browser; it prints the same closing line as we do. @returns {Promise<Outcome>} */
export async function browser() {
  const chromium = await findBrowser();
  const { code, output } = await runNode('apps/web-e2e/run.mjs', [], {
    env: { CHROMIUM_PATH: chromium },
    timeoutMs: 8 * 60_000,
  });
  const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (!counts) return { passed: 0, failed: 1 };
  const failed = Number(counts[2]);
  return { passed: Number(counts[1]), failed: failed || (code === 0 ? 0 : 1) };
}
