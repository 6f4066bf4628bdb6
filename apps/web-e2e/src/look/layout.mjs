/**
 * Runs in the page: text that is cut off without a way to read it, text that runs out of its box, a page wider than the window.
 *
 * @returns {string[]}
 */
export function layoutFaults() {
  /** Half a pixel of rounding on each side. */
  const ROUNDING = 2;
  const faults = new Set();
  const short = (/** @type {Element} */ element) => {
    const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return `<${element.tagName.toLowerCase()}> «${text}»`;
  };
  const isSeen = (/** @type {Element} */ element) => {
    const { width, height } = element.getBoundingClientRect();
    return (
      width > ROUNDING &&
      height > ROUNDING &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    );
  };
  const saysAll = (/** @type {Element} */ element) =>
    element.closest('[title]') !== null || element.closest('[aria-label]') !== null;
  for (const box of [document.documentElement, document.querySelector('#content')])
    if (box && box.scrollWidth > box.clientWidth + ROUNDING)
      faults.add(`the page is ${box.scrollWidth - box.clientWidth} px wider than its window`);
  for (const element of document.querySelectorAll('body *')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (!hasText || !isSeen(element) || element.closest('svg, .ant-select-selector, [aria-hidden=true]')) continue;
    const style = getComputedStyle(element);
    const over = element.scrollWidth - element.clientWidth;
    const isInline = style.display === 'inline';
    if (!isInline && over > ROUNDING && style.overflowX !== 'auto' && style.overflowX !== 'scroll') {
      const isCut = style.overflowX === 'hidden' || style.overflowX === 'clip';
      if (!isCut) faults.add(`text runs ${over} px out of its box: ${short(element)}`);
      else if (!saysAll(element)) faults.add(`text is cut and said nowhere in full: ${short(element)}`);
    }
    const isClamped = style.webkitLineClamp !== 'none' && element.scrollHeight > element.clientHeight + ROUNDING;
    if (isClamped && !saysAll(element)) faults.add(`lines are cut and said nowhere in full: ${short(element)}`);
    if (Number.parseFloat(style.fontSize) < 12) faults.add(`text smaller than 12 px: ${short(element)}`);
  }
  return [...faults];
}
