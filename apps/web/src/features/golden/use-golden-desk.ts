import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Catalog, Flow, GoldenOutcome, GoldenTable, Problem, ReadGoldenResponse } from '@tagloom/contracts';
import { useMemo, useState } from 'react';
import { goldenQuery, runGolden, saveGolden } from './golden-query';
import { caseOf, emptyRow, isEmptyRow, mergeFacts, rowOf, type GoldenRow } from './golden-rows';

/** The table as it is edited, and what became of its rows when they were tried last. */
export function useGoldenDesk(flowId: string, table: GoldenTable, flow: Flow, catalog: Catalog) {
  const client = useQueryClient();
  const [rows, setRows] = useState(() => table.cases.map(rowOf));
  const [facts, setFacts] = useState(table.facts);
  const [revision, setRevision] = useState(table.revision);
  const [problems, setProblems] = useState<Problem[]>(table.problems);
  const [outcomes, setOutcomes] = useState(() => byKey(rows, table.outcomes));
  const [isDirty, setDirty] = useState(false);
  const filled = useMemo(() => rows.filter((row) => !isEmptyRow(row)), [rows]);
  const read = useMemo(
    () => new Map(filled.map((row) => [row.key, caseOf(row, facts, flow, catalog)])),
    [filled, facts, flow, catalog],
  );
  const cases = filled.map(({ key }) => read.get(key)!.golden);
  const isSound = [...read.values()].every(({ wrong }) => wrong.length === 0);
  const show = ({ outcomes: found, problems: left }: Pick<GoldenTable, 'outcomes' | 'problems'>) => {
    setOutcomes(byKey(filled, found));
    setProblems(left);
  };
  const run = useMutation({ mutationFn: () => runGolden(flowId, cases), onSuccess: show });
  const save = useMutation({
    mutationFn: () => saveGolden(flowId, { revision, cases }),
    onSuccess: (saved) => {
      show(saved);
      setRows(filled);
      setRevision(saved.revision);
      setDirty(false);
      client.setQueryData(goldenQuery(flowId).queryKey, saved);
    },
  });
  const change = (next: GoldenRow[]) => {
    setRows(next);
    setDirty(true);
  };
  return {
    rows,
    facts,
    problems,
    outcomes,
    isDirty,
    isSound,
    run,
    save,
    wrongOf: (key: string) => read.get(key)?.wrong ?? [],
    add: () => change([...rows, emptyRow()]),
    remove: (key: string) => change(rows.filter((row) => row.key !== key)),
    edit: (key: string, edit: Partial<GoldenRow>) => {
      change(rows.map((row) => (row.key === key ? { ...row, ...edit } : row)));
      setOutcomes((known) => new Map([...known].filter(([row]) => row !== key)));
    },
    take: (reading: ReadGoldenResponse, how: 'replace' | 'append') => {
      setFacts((known) => mergeFacts(known, reading.facts));
      const taken = reading.cases.map(rowOf);
      change(how === 'replace' ? taken : [...filled, ...taken]);
    },
  };
}

export type GoldenDesk = ReturnType<typeof useGoldenDesk>;

function byKey(rows: readonly GoldenRow[], outcomes: readonly GoldenOutcome[] | null): Map<string, GoldenOutcome> {
  return new Map((outcomes ?? []).map((outcome, at) => [rows[at]!.key, outcome]));
}
