export const en = {
  creating: 'creating the database',
  recovering: (/** @type {number} */ seconds) => `the database is recovering (${seconds} s)`,
  tryingAgain: (/** @type {number} */ attempt, /** @type {number} */ attempts) =>
    `the database did not start yet (${attempt} of ${attempts}), trying again`,
  stoppingLeftover: (/** @type {number} */ pid) =>
    `stopping the database that an earlier start left running (process ${pid})`,
  notStarted: (/** @type {string} */ logFile, /** @type {string} */ lastLine) =>
    `The database did not start. Last words in ${logFile}: ${lastLine}`,
  notCreated: (/** @type {string} */ complaint) => `The database could not be created: ${complaint}`,
  wrongVersion: (/** @type {string} */ folder, /** @type {string} */ found, /** @type {string} */ ours) =>
    `${folder} was written by PostgreSQL ${found}, this version brings ${ours}: dump and restore it, or set DATA_DIR to another folder.`,
  inUse: (/** @type {string} */ folder, /** @type {number} */ pid) =>
    `DATA_DIR ${folder} is already in use${pid ? ` by process ${pid}` : ''}: stop that one first, or set DATA_DIR to another folder.`,
  unsupported: (/** @type {string} */ system, /** @type {string} */ packageName) =>
    `No embedded PostgreSQL for ${system} (${packageName} is not installed): set DATABASE_URL to a PostgreSQL 15 or newer.`,
};
