import { en } from './en';
import { zhCN } from './zh-CN';

export const signInTexts = { zhCN, en };
