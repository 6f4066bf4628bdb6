import type { Locale } from '@tagloom/contracts';
import { FlowError } from '@tagloom/rule-engine';
import type { CatalogView } from '../catalog/catalog-views.js';
import { seesAll } from '../catalog/visible-flows.js';
import { flowRefused } from './flow-failures.js';
import { hiddenLoop } from './refuse-loops.js';

/** What a trial beside all published flows refuses: their names are told only to those who may know of all of them. */
export async function refusingLoops<T>(view: CatalogView, locale: Locale, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    throw seesAll(view) ? flowRefused('flow_loop', error.problems, locale) : hiddenLoop(locale);
  }
}
