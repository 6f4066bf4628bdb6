import type { Catalog, FlowNode } from '@tagloom/contracts';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { NewNode } from '../store/graph-store';

/** What a person sees as one kind of node. */
export const VARIANTS = [
  'trigger-event',
  'trigger-change',
  'condition',
  'gate-all',
  'gate-any',
  'gate-not',
  'gate-atLeast',
  'score',
  'action-addTag',
  'action-removeTag',
  'action-setTag',
  'action-propose',
  'action-setField',
  'action-assign',
  'action-notify',
  'action-sendMaterial',
  'action-webhook',
  'action-emit',
] as const;
export type Variant = (typeof VARIANTS)[number];

export const PALETTE_GROUPS = ['trigger', 'condition', 'logic', 'action'] as const;
export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

export interface BodyProps {
  node: FlowNode;
  catalog: Catalog;
}

export interface SettingsProps {
  node: FlowNode;
  catalog: Catalog;
  readOnly: boolean;
  /** `field` names what is being edited: typing into one field is one step back. */
  update(data: FlowNode['data'], field?: string): void;
}

/** All there is to know about one kind of node. Its words are below `node.<variant>` of the feature's texts. */
export interface NodeSpec {
  icon: LucideIcon;
  group: PaletteGroup;
  /** How the Chinese label is typed, for the palette's search. */
  pinyin: string;
  /** What the palette adds; absent for nodes that only an import makes. */
  create?(catalog: Catalog): NewNode;
  owns(node: FlowNode): boolean;
  /** The sentence on the card. */
  Body: ComponentType<BodyProps>;
  Settings: ComponentType<SettingsProps>;
}
