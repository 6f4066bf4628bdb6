import { terminalLanguage } from '../terminal-language.mjs';
import { en } from './en.mjs';
import { zhCN } from './zh-cn.mjs';

/** What people read in the terminal, in its language. */
export const texts = terminalLanguage() === 'zh-CN' ? zhCN : en;
