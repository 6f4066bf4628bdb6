/** Injection token of the validated {@link import('./settings.js').Settings}. */
export const SETTINGS = Symbol('Settings');
