import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Catalog, FieldLevel, OwnFieldAccess } from '@tagloom/contracts';
import { useMemo } from 'react';
import { api } from '@/platform/api';

const PREFIX = 'profile.';

const ownFieldsQuery = queryOptions({
  queryKey: ['fields', 'own'],
  queryFn: () => api.get<OwnFieldAccess>('/field-access/own'),
  staleTime: 60_000,
});

const levelIn = (levels: OwnFieldAccess['levels'] | undefined, fact: string): FieldLevel =>
  (fact.startsWith(PREFIX) && levels?.[fact.slice(PREFIX.length)]) || 'shown';

/** What the reader has of a fact: less than `shown` for some profile fields, which may then be neither searched nor sorted by. */
export function useFieldLevel(): (fact: string) => FieldLevel {
  const levels = useQuery(ownFieldsQuery).data?.levels;
  return (fact) => levelIn(levels, fact);
}

/** With the facts that the reader may search by; the same object as long as nothing changes. */
export function useSearchableFacts(catalog: Catalog): Catalog {
  const levels = useQuery(ownFieldsQuery).data?.levels;
  return useMemo(
    () => ({ ...catalog, facts: catalog.facts.filter(({ name }) => levelIn(levels, name) === 'shown') }),
    [catalog, levels],
  );
}
