import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Through which department's eyes a session looks. It goes with the department: a session that forgot whose eyes it has would
 * see everything.
 */
export class SeeAs1700001250000 implements MigrationInterface {
  name = 'SeeAs1700001250000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions ADD COLUMN see_as bigint REFERENCES departments ON DELETE CASCADE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN see_as');
  }
}
