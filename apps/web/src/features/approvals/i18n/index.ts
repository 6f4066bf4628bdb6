import { en } from './en';
import { zhCN } from './zh-CN';

export const approvalsTexts = { zhCN, en };
