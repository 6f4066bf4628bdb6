import { en } from './en';
import { zhCN } from './zh-CN';

export const levelsTexts = { zhCN, en };
