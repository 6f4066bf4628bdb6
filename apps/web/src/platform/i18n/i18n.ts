import type { Locale } from '@tagloom/contracts';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Texts } from './translation';

const KEY = 'tagloom.locale';

function remembered(): Locale {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
}

/** Starts translation with the language of the last visit. */
export async function startI18n(texts: Record<string, Texts>): Promise<void> {
  const resources = { 'zh-CN': namespaces(texts, 'zhCN'), en: namespaces(texts, 'en') };
  await i18next.use(initReactI18next).init({
    resources,
    lng: remembered(),
    fallbackLng: 'zh-CN',
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
}

/** Switches the language and remembers it in this browser. */
export async function chooseLocale(locale: Locale): Promise<void> {
  localStorage.setItem(KEY, locale);
  document.documentElement.lang = locale;
  await i18next.changeLanguage(locale);
}

function namespaces(texts: Record<string, Texts>, language: keyof Texts): Record<string, object> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text[language]]));
}
