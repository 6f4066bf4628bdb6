import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Golden customers to whom the flow has given something already: leave thresholds count for them. */
export class GoldenHas1700000950000 implements MigrationInterface {
  name = 'GoldenHas1700000950000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- in the form of expected; null: nothing
      ALTER TABLE golden_cases ADD COLUMN has jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE golden_cases DROP COLUMN has');
  }
}
