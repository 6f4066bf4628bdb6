import { errorTexts } from '@/platform/api';
import { frameTexts } from '@/platform/frame';
import { commonTexts } from '@/platform/i18n/common';
import type { Texts } from '@/platform/i18n/translation';
import { uiTexts } from '@/platform/ui/i18n';

/** Every text of the product by namespace, one line each. */
export const TEXTS: Record<string, Texts> = {
  common: commonTexts,
  errors: errorTexts,
  frame: frameTexts,
  ui: uiTexts,
};
