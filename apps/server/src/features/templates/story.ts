import type { Flow, FlowBundle, LocalizedText } from '@tagloom/contracts';

/** The text in the language in which a template is installed: names and messages of a flow have one language. */
export type Say = (zh: string, en: string) => string;

/** Definitions that the flows of a story share; a flow bundle without its flow. */
export type StoryNeeds = Partial<
  Pick<FlowBundle, 'eventTypes' | 'tagGroups' | 'tags' | 'metrics' | 'rfm' | 'profileFields'>
>;

/** Facts, and the action nodes that they must set off: the regression test of a flow. */
export interface GoldenCustomer {
  name: LocalizedText;
  facts: Record<string, unknown>;
  /** Ids of action nodes. */
  expects: string[];
  /** A local day `YYYY-MM-DD`, where the answer depends on today. */
  today?: string;
}

export interface StoryFlow {
  draw: (say: Say) => Flow;
  golden: GoldenCustomer[];
}

/** Something that a demo customer did, so many days before today at an hour of the local day. */
export interface DemoEvent {
  type: string;
  daysAgo: number;
  hour: number;
  properties: Record<string, string | number>;
}

/** What must hold for a demo customer; absent parts are empty. */
export interface DemoState {
  tags?: string[];
  /** Keys of tags that wait for a person. */
  suggestions?: string[];
  /** Kinds of effects, in alphabetical order. */
  effects?: string[];
  /** Role that the customer is handed to. */
  owner?: string;
}

/** What must hold some days on, after what happens until then. */
export interface Later extends DemoState {
  inDays: number;
  events?: DemoEvent[];
}

export interface DemoCustomer {
  key: string;
  /** Who it is, and why it matches or nearly does. */
  about: LocalizedText;
  birthdayInDays?: number;
  events: DemoEvent[];
  streamed: DemoState;
  /** After a run over everyone, where it differs: `event.*` facts belong to the moment of their event and are no part of it. */
  batch?: DemoState;
  later?: Later[];
}

/** One story of the source articles, told as flows with everything that they need. */
export interface Story {
  key: string;
  name: LocalizedText;
  story: LocalizedText;
  needs: StoryNeeds;
  flows: StoryFlow[];
  customers: DemoCustomer[];
}

export const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** At ten o'clock of each of the days. */
export function did(
  type: string,
  daysAgo: number | readonly number[],
  properties: DemoEvent['properties'] = {},
  hour = 10,
): DemoEvent[] {
  return [daysAgo].flat().map((days) => ({ type, daysAgo: days, hour, properties }));
}
