import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';

export type ProblemKind = 'disagreement' | 'hop_fuse';

/** Counts what evaluations could not do, for people to see in the health of the system. */
@Injectable()
export class EvaluationProblemsRepository {
  async count(client: ClientBase, kind: ProblemKind, problems: readonly object[]): Promise<void> {
    if (problems.length === 0) return;
    await client.query(
      `INSERT INTO evaluation_problems (kind, count, last_at, last) VALUES ($1, $2, now(), $3)
       ON CONFLICT (kind) DO UPDATE SET count = evaluation_problems.count + excluded.count, last_at = excluded.last_at, last = excluded.last`,
      [kind, problems.length, JSON.stringify(problems.at(-1))],
    );
  }
}
