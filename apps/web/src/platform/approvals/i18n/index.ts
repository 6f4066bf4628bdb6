import { en } from './en';
import { zhCN } from './zh-CN';

export const approvingTexts = { zhCN, en };
