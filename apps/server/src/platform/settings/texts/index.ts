import { terminalLanguage } from '@tagloom/embedded';
import { en } from './en.js';
import { zhCN } from './zh-cn.js';

/** What a wrong setting is answered with, in the terminal's language. */
export const texts = terminalLanguage() === 'zh-CN' ? zhCN : en;
export type SettingsTexts = typeof en;
/** The texts that say what was expected. */
export type Expected = Exclude<keyof SettingsTexts, 'refused' | 'hidden'>;
