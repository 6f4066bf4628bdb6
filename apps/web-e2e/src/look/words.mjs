/**
 * Runs in the page: keys of texts, addresses of data and moments as machines write them, and what is in another language than
 * the page. Names that people gave stay as they are.
 *
 * @param {{ locale: string, chinese: string[] }} reading `chinese`: what the product itself says in Chinese
 * @returns {string[]}
 */
export function wordFaults({ locale, chinese }) {
  const faults = new Set();
  const own = new Set(chinese);
  const RAW = [
    [/\d{4}-\d\d-\d\dT\d\d:/, 'a moment as machines write it'],
    [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/, 'a raw id'],
    [/\[object |\bundefined\b|\bNaN\b|Invalid Date|\{\{|\}\}/, 'a value that is none'],
    [/^[a-zA-Z]*:?[a-z]+(_[a-z]+)+$/, 'the key of a text'],
    [/\b[a-z][a-zA-Z]+:[a-z]+_[a-z_]+\b/, 'the key of a text'],
  ];
  /** @type {[string, Element | null][]} */
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    said.push([node.textContent ?? '', node.parentElement]);
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const element of document.querySelectorAll(`[${name}]`))
      said.push([element.getAttribute(name) ?? '', element]);
  for (const [found, parent] of said) {
    const text = found.trim();
    if (!text || !parent || parent.closest('script, style, code, .react-flow__attribution')) continue;
    if (!parent.checkVisibility({ visibilityProperty: true })) continue;
    for (const [pattern, what] of RAW)
      if (/** @type {RegExp} */ (pattern).test(text)) faults.add(`${what}: «${text.slice(0, 60)}»`);
    if (locale === 'en' && own.has(text)) faults.add(`Chinese on an English page: «${text}»`);
    const isSentence = /[a-z]{2,} ([a-z]{2,} )*[a-z]{3,}/.test(text) && !/\p{Script=Han}/u.test(text);
    if (locale === 'zh-CN' && isSentence) faults.add(`English on a Chinese page: «${text.slice(0, 60)}»`);
  }
  return [...faults];
}
