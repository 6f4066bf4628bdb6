import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a customer's metrics next change by time alone, apart from the timer: the nightly run heals a timer that was lost. */
export class Population1700000300000 implements MigrationInterface {
  name = 'Population1700000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customers ADD COLUMN next_roll_at timestamptz;
      UPDATE customers SET next_roll_at = next_review_at WHERE next_review_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE customers DROP COLUMN next_roll_at');
  }
}
