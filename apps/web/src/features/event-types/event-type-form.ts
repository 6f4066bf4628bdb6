import type { EventType, FactType, UpdateEventTypeRequest } from '@tagloom/contracts';
import { localizedInput } from '@/platform/ui/localized-input';

export interface EventTypeForm {
  zh: string;
  en?: string;
  properties: { name: string; type: FactType; zh?: string; en?: string; unitZh?: string; unitEn?: string }[];
}

export function formOf({ label, properties }: EventType): EventTypeForm {
  return {
    zh: label['zh-CN'],
    en: label.en,
    properties: properties.map(({ name, type, label: property, unit }) => ({
      name,
      type,
      zh: property?.['zh-CN'],
      en: property?.en,
      unitZh: unit?.['zh-CN'],
      unitEn: unit?.en,
    })),
  };
}

/** A property without a Chinese name keeps its bare one. */
export function requestOf({ zh, en, properties }: EventTypeForm): UpdateEventTypeRequest {
  return {
    label: localizedInput(zh, en),
    properties: properties.map((property) => ({
      name: property.name,
      type: property.type,
      ...(property.zh?.trim() && { label: localizedInput(property.zh, property.en) }),
      ...(property.unitZh?.trim() && { unit: localizedInput(property.unitZh, property.unitEn) }),
    })),
  };
}
