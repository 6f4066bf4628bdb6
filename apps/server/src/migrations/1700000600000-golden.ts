import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Golden customers: what a flow must do about made-up customers before it may be published. */
export class Golden1700000600000 implements MigrationInterface {
  name = 'Golden1700000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- of the flow's golden cases: a stale edit of the table is refused
      ALTER TABLE flows ADD COLUMN golden_revision int NOT NULL DEFAULT 0;
      CREATE TABLE golden_cases (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        flow_id int NOT NULL REFERENCES flows ON DELETE CASCADE,
        position int NOT NULL,
        name text NOT NULL,
        facts jsonb NOT NULL,
        -- null: whenever it is asked
        now timestamptz,
        expected jsonb NOT NULL,
        updated_by text NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (flow_id, position)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE golden_cases;
      ALTER TABLE flows DROP COLUMN golden_revision`);
  }
}
