import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { platform } from 'node:os';
import { runCommand } from './src/run-command.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const KNOWN_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns {string | undefined} */
function installedOnSystem() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...KNOWN_PLACES].find((path) => existsSync(path));
}

/** @returns {Promise<string | undefined>} */
async function playwrights() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

async function installOnDebian() {
  if (platform() !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  console.log('No browser found: installing the package chromium.');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runCommand('apt-get', ['update', '-qq'], { env, quiet: true });
  const install = await runCommand(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
    { env, quiet: true },
  );
  if (install.code !== 0) console.log(`${update.output}${install.output}`.trim().split('\n').slice(-5).join('\n'));
}

/**
 * A Chromium for the browser journey: `CHROMIUM_PATH`, then the system's, then Playwright's; on Debian as root it is installed.
 *
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH=${given}: there is no such file.`);
  const found = given ?? installedOnSystem() ?? (await playwrights());
  if (found) return found;
  await installOnDebian();
  const installed = installedOnSystem();
  if (installed) return installed;
  throw new Error('No browser found for the browser journey: install Chromium or Chrome, or set CHROMIUM_PATH to one.');
}
