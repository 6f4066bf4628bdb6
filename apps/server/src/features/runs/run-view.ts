import type { Run } from '@tagloom/contracts';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import type { RunRow } from './runs.repository.js';

/** A rate of the first moments says nothing. */
const MEANINGFUL_SECONDS = 0.05;

/** What a bulk edit is about, as the caller has it. */
interface About {
  tag: LoadedTag | undefined;
  own: boolean;
}

/** `changed`: as many changes as the caller may know of. */
export function toRun(row: RunRow, changed: number | null, { tag, own }: About): Run {
  const rate = row.done > 0 && row.seconds !== null && row.seconds > MEANINGFUL_SECONDS ? row.done / row.seconds : null;
  const left = Math.max(0, row.total - row.done);
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    title: row.title,
    flowId: row.flow_id === null ? null : String(row.flow_id),
    flowVersion: row.flow_version,
    metricId: row.metric_id === null ? null : String(row.metric_id),
    ...(tag && { tag: { id: String(tag.id), name: tag.name } }),
    ...(row.stance !== null && { stance: row.stance, own }),
    total: row.total,
    done: row.done,
    changed,
    rate: rate === null ? null : Math.round(rate * 10) / 10,
    secondsLeft: row.status === 'running' && rate !== null ? Math.ceil(left / rate) : null,
    startedBy: row.started_by,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    error: row.error,
  };
}
