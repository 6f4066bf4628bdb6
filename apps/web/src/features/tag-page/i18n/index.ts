import { en } from './en';
import { zhCN } from './zh-CN';

export const tagPageTexts = { zhCN, en };
