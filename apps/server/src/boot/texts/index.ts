import { terminalLanguage } from '@tagloom/embedded';
import { en } from './en.js';
import { zhCN } from './zh-cn.js';

/** What people read in the terminal, in its language. Lines for machines (`TAGLOOM_READY`, the log) are not among them. */
export const texts = terminalLanguage() === 'zh-CN' ? zhCN : en;
