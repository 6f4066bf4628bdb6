/** Folders to remove when the process ends, however it ends. @type {Set<string>} */
export const atExit = new Set();
