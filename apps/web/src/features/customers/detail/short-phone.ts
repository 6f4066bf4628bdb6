/** Enough of a phone number to recognise it, not to call it: 138****2067. Short ones stay as they are. */
export function shortPhone(phone: string): string {
  return /^\d{11}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : phone;
}
