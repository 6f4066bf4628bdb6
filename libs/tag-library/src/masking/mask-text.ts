import { fold } from '../text/fold.js';
import { graphemes } from '../text/graphemes.js';

/** The first character and two stars, however long it is: 张**. A single character is all there is, so it is not shown. */
export function maskText(value: string): string | undefined {
  const [first, second] = graphemes(value.trim());
  return first && second ? `${first.text}**` : undefined;
}

/** 138****1234; of other numbers, two digits at the end. */
export function maskPhone(value: string): string | undefined {
  const plain = fold(value).text.replace(/[\s().·-]/g, '');
  if (!/^\+?\d{7,15}$/.test(plain)) return undefined;
  // +1 415 … has eleven digits as well.
  const mobile = /^(?:(?:\+|00)?86)?(1[3-9]\d)\d{4}(\d{4})$/.exec(plain);
  return mobile ? `${mobile[1]}****${mobile[2]}` : `****${plain.slice(-2)}`;
}

/** z***@x.com; a single character before the sign is not shown. */
export function maskEmail(value: string): string | undefined {
  const match = /^([^\s@]+)@([^\s@]+\.[^\s@]+)$/.exec(fold(value).text.trim());
  if (!match) return undefined;
  const [first, second] = graphemes(match[1]!);
  return `${second ? first!.text : ''}***@${match[2]}`;
}

/** The first and the last character, as is usual for identity cards. */
export function maskIdNumber(value: string): string | undefined {
  const plain = fold(value).text.replace(/[\s-]/g, '').toUpperCase();
  return /^(?:\d{17}[\dX]|\d{15})$/.test(plain) ? `${plain[0]}****************${plain.at(-1)}` : undefined;
}

/** The last four digits, as on receipts. */
export function maskBankCard(value: string): string | undefined {
  const plain = fold(value).text.replace(/[\s-]/g, '');
  return /^\d{13,19}$/.test(plain) ? `**** ${plain.slice(-4)}` : undefined;
}

/** Province and city; nothing of an address in which they cannot be told. */
export function maskAddress(value: string): string | undefined {
  const match = /^(?:[\p{Script=Han}]{2,8}?(?:省|自治区|特别行政区))?[\p{Script=Han}]{2,8}?(?:市|自治州)/u.exec(
    fold(value).text.trim(),
  );
  return match ? `${match[0]}***` : undefined;
}
