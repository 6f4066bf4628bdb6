import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flows that lack a tag, flows that moved, and whether tags must be fully described. */
export class Promotion1700001800000 implements MigrationInterface {
  name = 'Promotion1700001800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FLOWS);
    await runner.query(DEFINITIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE definition_settings, flow_moves;
      ALTER TABLE flows DROP COLUMN blocked_at;
      DROP TRIGGER bump ON flows;
      CREATE TRIGGER bump AFTER INSERT OR UPDATE OF version ON flows FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version()`);
  }
}

/**
 * Whose a flow is decides whether it runs. No reference from the moves to the flow: history outlives it. They are read by the
 * flow's number alone, which only those may name who may know of it.
 */
const FLOWS = `
  -- since when it lacks a tag: for telling people, once; what runs is decided without it
  ALTER TABLE flows ADD COLUMN blocked_at timestamptz;
  DROP TRIGGER bump ON flows;
  CREATE TRIGGER bump AFTER INSERT OR UPDATE OF version, department_id ON flows
    FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  CREATE TABLE flow_moves (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flow_id int NOT NULL,
    -- null is the whole enterprise; names of the time
    from_id bigint,
    from_name text,
    to_id bigint,
    to_name text,
    by_id text NOT NULL,
    by_name text NOT NULL,
    agreed_by text,
    at timestamptz NOT NULL
  );
  CREATE INDEX flow_moves_flow ON flow_moves (flow_id, id);
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON flow_moves
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
  REVOKE UPDATE, DELETE ON flow_moves FROM tagloom_app;`;

const DEFINITIONS = `
  CREATE TABLE definition_settings (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    -- flows are published only with tags that have a steward, a purpose and a review date
    required boolean NOT NULL DEFAULT false
  );
  INSERT INTO definition_settings DEFAULT VALUES;`;
