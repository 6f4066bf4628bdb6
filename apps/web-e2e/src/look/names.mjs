/**
 * Runs in the page: controls without a name for those who do not see them, targets that are too small to hit, a tab order that
 * was bent, and headings that do not make an outline.
 *
 * @returns {string[]}
 */
export function nameFaults() {
  const SMALLEST_TARGET = 24;
  const faults = new Set();
  const nameOf = (/** @type {Element} */ element) => {
    const labelled = element.getAttribute('aria-labelledby');
    const named = labelled
      ?.split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
    const labels = 'labels' in element ? [.../** @type {HTMLInputElement} */ (element.labels ?? [])] : [];
    const parts = [
      element.getAttribute('aria-label'),
      named,
      ...labels.map((label) => label.textContent),
      element.textContent,
      element.getAttribute('title'),
      ...[...element.querySelectorAll('[aria-label], [alt]')].map(
        (inner) => inner.getAttribute('aria-label') ?? inner.getAttribute('alt'),
      ),
    ];
    return parts.find((part) => part?.trim())?.trim() ?? '';
  };
  const told = (/** @type {Element} */ element) => {
    const { tagName, id, className } = element;
    return `<${tagName.toLowerCase()}${id && ` #${id}`} .${String(className).split(' ')[0]}> in «${(element.parentElement?.textContent ?? '').trim().slice(0, 40)}»`;
  };
  const isSeen = (/** @type {Element} */ element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) &&
    !element.closest('[aria-hidden=true]');
  const controls =
    'a[href], button, input:not([type=hidden]), textarea, select, [role=button], [role=combobox], [role=tab], [role=switch], [role=grid], [role=dialog]';
  for (const element of document.querySelectorAll(controls)) {
    if (!isSeen(element)) continue;
    if (nameOf(element) === '') faults.add(`no name: ${told(element)}`);
    const { width, height } = element.getBoundingClientRect();
    const isButton =
      element.matches('button:not([role=switch]), [role=button]') && !element.closest('.ant-picker, .ant-input-number');
    if (
      isButton &&
      width > 0 &&
      (width < SMALLEST_TARGET || height < SMALLEST_TARGET) &&
      !element.matches('[class*=clear]')
    )
      faults.add(`${Math.round(width)} × ${Math.round(height)} px is too small a target: ${told(element)}`);
  }
  for (const element of document.querySelectorAll('[tabindex]'))
    if (Number(element.getAttribute('tabindex')) > 0) faults.add(`tab order is bent by ${told(element)}`);
  const headings = [...document.querySelectorAll('h1, h2, h3, h4')].filter(isSeen);
  const levelOf = (/** @type {Element} */ heading) => Number(heading.tagName[1]);
  const first = headings.filter((heading) => levelOf(heading) === 1).length;
  if (first !== 1) faults.add(`${first} first headings`);
  headings.forEach((heading, at) => {
    if (at > 0 && levelOf(heading) > levelOf(headings[at - 1]) + 1)
      faults.add(`a heading ${levelOf(heading)} without one above it: «${heading.textContent}»`);
  });
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const doubled = ids.filter((id, at) => id && ids.indexOf(id) !== at);
  for (const id of new Set(doubled)) faults.add(`two elements are #${id}`);
  return [...faults];
}
