export const en = {
  elapsed: (/** @type {number} */ seconds) => `[${String(seconds).padStart(3)} s]`,
  still: (/** @type {string} */ doing, /** @type {number} */ seconds) => `… ${doing} (${seconds} s)`,
  portInvalid: (/** @type {string} */ value) => `PORT=${value}: expected a whole number from 1 to 65535`,
  portTaken: (/** @type {number} */ port) =>
    `Port ${port} is already in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
  buildFresh: 'the build is up to date',
  building: (/** @type {string[]} */ apps) => `building ${apps.join(' and ')}`,
  built: (/** @type {string} */ project) => `built ${project}`,
  buildFailed: (/** @type {string} */ output) => `the build failed:\n${output}`,
  buildIncomplete: (/** @type {string} */ app, /** @type {string} */ entry) =>
    `the build failed: ${app} brought no ${entry}`,
  startingServer: 'starting the server',
  ready: (/** @type {string} */ url) => `ready: ${url}`,
  notReady: (/** @type {number} */ code, /** @type {string} */ logFile) =>
    `the server ended with code ${code} before it was ready; its log is ${logFile}`,
  loadingDemo: 'loading the demo data; the page can be used meanwhile',
  demoIncomplete: 'the demo was not loaded completely; the next start tries again',
  accounts: (/** @type {string} */ password) => `Sign in with a demo account (password ${password} for all):`,
  /** @param {{ email: string, name: string, roles: { role: string, department: string | null }[] }} account */
  account: ({ email, name, roles }) =>
    `  ${email.padEnd(26)} ${name}: ${roles.map(({ role, department }) => (department ? `${role} in ${department}` : role)).join(', ')}`,
  running: (/** @type {string} */ url) => `Tagloom is running at ${url}\nPress Ctrl-C to stop.`,
  stopping: 'stopping (Ctrl-C again to kill)',
  stopped: 'stopped',
  endedUnexpectedly: (/** @type {number} */ code) => `the server ended unexpectedly (code ${code})`,
};
