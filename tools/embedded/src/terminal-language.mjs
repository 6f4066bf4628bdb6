/** @type {typeof import('../index.mjs').terminalLanguage} */
export function terminalLanguage(environment = process.env) {
  const { LC_ALL, LANGUAGE, LC_MESSAGES, LANG } = environment;
  // Where nothing is said, as on Windows, Node knows the system's language.
  const language = LC_ALL || LANGUAGE || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/i.test(language) ? 'zh-CN' : 'en';
}
