import { z } from 'zod';
import { Id, Key, Locale, LocalizedText } from '../common.js';
import { ImportItem } from '../flow/bundle.js';
import { FlowSummary } from './flows.js';

/** A rule of a template in a sentence, as it will be drafted. */
export const TemplateFlow = z.object({
  name: LocalizedText,
  sentence: z.object({ 'zh-CN': z.string(), en: z.string() }),
  /** How many golden customers come with it. */
  golden: z.int(),
});
export type TemplateFlow = z.infer<typeof TemplateFlow>;

/**
 * How much of a template a run over everyone can tell from history. `tags`: only its tags; what happens at the moment of an
 * event (a hand-over) is not made up for. `none`: it reads the event of the moment.
 */
export const TemplateBackfill = z.enum(['all', 'tags', 'none']);
export type TemplateBackfill = z.infer<typeof TemplateBackfill>;

/** A ready-made rule that tells a story, and what using it would create here. */
export const Template = z.object({
  key: Key,
  name: LocalizedText,
  story: LocalizedText,
  flows: z.array(TemplateFlow),
  /** `same`: it is here and is reused; `create`: it will be made; `conflict`: it will be made under another key. */
  needs: z.array(ImportItem.pick({ kind: true, key: true, name: true, status: true })),
  backfill: TemplateBackfill,
  /** Rules here that give or propose one of its tags already, the latest edit first. */
  here: z.array(FlowSummary.pick({ id: true, name: true, status: true })),
  /** Who shows it: those who match, and those who nearly do. */
  customers: z.array(z.object({ about: LocalizedText, matches: z.boolean() })),
});
export type Template = z.infer<typeof Template>;

/** Someone invented who shows a template; `customerId` is null until they are loaded. */
export const DemoCustomer = z.object({
  about: LocalizedText,
  customerId: Id.nullable(),
  /** What the story says they get once its rules are published: tags, and tags that are proposed. */
  expected: z.array(z.object({ name: LocalizedText, isProposed: z.boolean() })),
  /** What they have now, whatever gave it. */
  has: z.array(z.object({ key: z.string(), name: LocalizedText, category: z.string(), isProposed: z.boolean() })),
});
export type DemoCustomer = z.infer<typeof DemoCustomer>;
/** Loading is done when everyone is here and `evaluated` has reached `events`. */
export const DemoCustomers = z.object({
  customers: z.array(DemoCustomer),
  /** What they did, as many as are stored here. */
  events: z.int(),
  evaluated: z.int(),
});
export type DemoCustomers = z.infer<typeof DemoCustomers>;

/** `locale`: the language of the rule's name and messages; that of the person who asks when absent. */
export const InstallTemplateQuery = z.strictObject({ locale: Locale.optional() });
export type InstallTemplateQuery = z.infer<typeof InstallTemplateQuery>;

/** The drafts, in the order in which they should be published: what is later may read what is before. */
export const InstalledTemplate = z.object({ flows: z.array(z.object({ id: Id, name: z.string() })) });
export type InstalledTemplate = z.infer<typeof InstalledTemplate>;
