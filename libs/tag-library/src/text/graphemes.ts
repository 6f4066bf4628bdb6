const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The characters of a text as a reader counts them: an emoji of several parts is one. */
export function graphemes(text: string): { readonly text: string; readonly start: number }[] {
  return Array.from(segmenter.segment(text), ({ segment, index }) => ({ text: segment, start: index }));
}
