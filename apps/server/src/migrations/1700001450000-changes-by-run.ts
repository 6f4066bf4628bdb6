import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a run changed, counted for whoever does not see all of it. Changes that events caused have no run, and cost nothing. */
export class ChangesByRun1700001450000 implements MigrationInterface {
  name = 'ChangesByRun1700001450000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX changes_run ON changes (run_id, tag_id) WHERE run_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX changes_run');
  }
}
