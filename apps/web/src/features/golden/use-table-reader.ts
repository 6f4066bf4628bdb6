import { useMutation } from '@tanstack/react-query';
import type { GoldenFact } from '@tagloom/contracts';
import type { ClipboardEvent } from 'react';
import { readGolden } from './golden-query';
import { pastedTable } from './golden-rows';

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Has files, and cells from the clipboard, read by the server. */
export function useTableReader(flowId: string, facts: readonly GoldenFact[]) {
  const read = useMutation({ mutationFn: (table: Blob) => readGolden(flowId, table) });
  return {
    reading: read.data,
    error: read.error,
    isReading: read.isPending,
    close: read.reset,
    /** What the browser says of a file's type depends on the programs of its machine; its name does not. */
    readFile: (file: File) => {
      const type = TYPES[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
      read.mutate(new Blob([file], { type }));
    },
    onPaste: (event: ClipboardEvent) => {
      const table = pastedTable(event.clipboardData.getData('text/plain'), facts);
      if (table === undefined) return;
      event.preventDefault();
      read.mutate(new Blob([table], { type: 'text/tab-separated-values' }));
    },
  };
}
