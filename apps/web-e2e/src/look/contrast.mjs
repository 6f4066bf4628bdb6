/**
 * Runs in the page: text with less than 4.5 of contrast on what is behind it (3 for large text), as WCAG 2 computes it.
 * Disabled controls may be pale, and what lies on a picture is left out.
 *
 * @returns {string[]}
 */
export function contrastFaults() {
  const faults = new Map();
  /** @typedef {[number, number, number, number]} Colour */
  const parse = (/** @type {string} */ text) => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return /** @type {Colour} */ ([r, g, b, a]);
  };
  const over = (/** @type {Colour} */ [r, g, b, a], /** @type {Colour} */ [R, G, B]) =>
    /** @type {Colour} */ ([r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1]);
  const luminance = (/** @type {Colour} */ [r, g, b]) => {
    const [R, G, B] = [r, g, b].map((part) => {
      const value = part / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  /** Undefined where a picture is behind it. */
  const behind = (/** @type {Element} */ element) => {
    /** @type {Colour[]} */
    const layers = [];
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(at);
      if (backgroundImage !== 'none') return undefined;
      const colour = parse(backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((under, layer) => over(layer, under), /** @type {Colour} */ ([255, 255, 255, 1]));
  };
  const isOff = (/** @type {Element} */ element) =>
    element.closest(':disabled, [aria-disabled=true], [class*=disabled], [aria-hidden=true], svg') !== null;
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].find((node) => node.nodeType === 3 && node.textContent?.trim())?.textContent;
    if (!text || isOff(element) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      continue;
    const style = getComputedStyle(element);
    const ground = behind(element);
    if (!ground) continue;
    let opacity = 1;
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement)
      opacity *= Number(getComputedStyle(at).opacity);
    const [r, g, b, a] = parse(style.color);
    const ink = over([r, g, b, a * opacity], ground);
    const [light, dark] = [luminance(ink), luminance(ground)].sort((one, other) => other - one);
    const contrast = (light + 0.05) / (dark + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast >= (isLarge ? 3 : 4.5)) continue;
    const pair = `${style.color} on rgb(${ground.slice(0, 3).map(Math.round).join(', ')})`;
    if (!faults.has(pair)) faults.set(pair, `contrast ${contrast.toFixed(2)}, ${pair}: «${text.trim().slice(0, 30)}»`);
  }
  return [...faults.values()];
}
