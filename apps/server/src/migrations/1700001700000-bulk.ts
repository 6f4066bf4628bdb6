import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One tag by hand on many customers: the runs of the kind `bulk`, whom they are for, and who touched how many within a day. */
export class Bulk1700001700000 implements MigrationInterface {
  name = 'Bulk1700001700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RUNS);
    await runner.query(BATCHES);
    await runner.query(HAND_EDITS);
    await runner.query(['bulk_batches', 'hand_edits'].map(systemOnly).join(''));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER forget_batches ON runs;
      DROP TABLE hand_edits, bulk_batches;
      DROP FUNCTION forget_batches;
      DELETE FROM runs WHERE kind = 'bulk';
      ALTER TABLE runs DROP COLUMN tag_id`);
  }
}

/** `runs` has no row-level security: a run with a tag is shown to nobody without a filter on it. */
const RUNS = `
  ALTER TABLE runs ADD COLUMN tag_id int;
  CREATE UNIQUE INDEX runs_bulk_under_way ON runs (tag_id, (cause ->> 'by')) WHERE kind = 'bulk' AND status IN ('queued', 'running');`;

/** The customers are settled when the run is asked for: what it does itself must not change whom it is for. */
const BATCHES = `
  CREATE TABLE bulk_batches (
    run_id bigint NOT NULL REFERENCES runs ON DELETE CASCADE,
    -- the last of them, in ascending order
    up_to bigint NOT NULL,
    ids bigint[] NOT NULL,
    PRIMARY KEY (run_id, up_to)
  );
  CREATE FUNCTION forget_batches() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN DELETE FROM bulk_batches WHERE run_id = NEW.id; RETURN NULL; END $$;
  CREATE TRIGGER forget_batches AFTER UPDATE OF status ON runs FOR EACH ROW
    WHEN (NEW.kind = 'bulk' AND NEW.status IN ('done', 'cancelled', 'failed')) EXECUTE FUNCTION forget_batches();`;

/** Written only while a second person is asked for above a number of customers; nothing of it is older than a day for long. */
const HAND_EDITS = `
  CREATE TABLE hand_edits (
    actor text NOT NULL,
    tag_id int NOT NULL,
    customer_id bigint NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (actor, tag_id, customer_id)
  );`;

const systemOnly = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY system_only ON ${table} USING ((SELECT current_setting('tagloom.scope', true) = 'system'));`;
