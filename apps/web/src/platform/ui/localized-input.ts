/** A name as typed in two inputs; English is left out when empty. */
export function localizedInput(zh: string, en: string | undefined): { 'zh-CN': string; en?: string } {
  const english = en?.trim();
  return { 'zh-CN': zh.trim(), ...(english && { en: english }) };
}
