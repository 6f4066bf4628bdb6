import type { Share, ShareRequest } from '@tagloom/contracts';

interface RecordOf<K extends string, T> {
  key: string;
  kind: K;
  at: string;
  by: string;
  of: T;
}
export type SharingRecord = RecordOf<'share', Share> | RecordOf<'request', ShareRequest>;

/** Newest first. */
export function recordsOf(shares: readonly Share[], requests: readonly ShareRequest[]): SharingRecord[] {
  const records: SharingRecord[] = [
    ...shares.map((of) => ({ key: `s${of.id}`, kind: 'share' as const, at: of.grantedAt, by: of.grantedBy, of })),
    ...requests.map((of) => ({ key: `r${of.id}`, kind: 'request' as const, at: of.askedAt, by: of.askedBy, of })),
  ];
  return records.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** Those that speak of the text: a department, a tag, a purpose, a person. */
export function findRecords(records: readonly SharingRecord[], text: string): SharingRecord[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...records];
  return records.filter(({ by, of }) =>
    [by, of.departmentName, of.purpose, of.name['zh-CN'], of.name.en ?? '', answeredBy(of)].some((part) =>
      part.toLowerCase().includes(wanted),
    ),
  );
}

const answeredBy = (of: Share | ShareRequest): string => ('status' in of ? (of.answeredBy ?? '') : (of.endedBy ?? ''));
