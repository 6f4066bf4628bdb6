import { en } from './en';
import { zhCN } from './zh-CN';

export const flowEditorTexts = { zhCN, en };
