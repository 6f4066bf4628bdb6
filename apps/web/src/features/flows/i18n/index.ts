import { en } from './en';
import { zhCN } from './zh-CN';

export const flowsTexts = { zhCN, en };
