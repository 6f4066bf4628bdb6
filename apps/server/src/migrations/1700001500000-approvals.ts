import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What takes two people, what waits for the second one, and whose keys are whose. */
export class Approvals1700001500000 implements MigrationInterface {
  name = 'Approvals1700001500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SETTINGS);
    await runner.query(APPROVALS);
    await runner.query(KEY_MAKERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_keys DROP COLUMN created_by_id;
      DROP TABLE approvals, four_eyes_changes, four_eyes`);
  }
}

/** Of the organisation, about no tag and no customer. Its history is written once. */
const SETTINGS = `
  CREATE TABLE four_eyes (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    publishing boolean NOT NULL DEFAULT false,
    deleting boolean NOT NULL DEFAULT false,
    merging boolean NOT NULL DEFAULT false,
    sharing boolean NOT NULL DEFAULT false,
    -- more customers than this within a day; null never asks
    bulk int CHECK (bulk > 0)
  );
  INSERT INTO four_eyes DEFAULT VALUES;
  CREATE TABLE four_eyes_changes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    by_id text NOT NULL,
    by_name text NOT NULL,
    at timestamptz NOT NULL
  );
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON four_eyes_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
  REVOKE UPDATE, DELETE ON four_eyes_changes FROM tagloom_app;`;

/** They name tags of every scope: nothing for a viewer's transaction. None is ever deleted: they say who agreed to what. */
const APPROVALS = `
  CREATE TABLE approvals (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    act text NOT NULL,
    request jsonb NOT NULL,
    -- this very act on this very state
    key text NOT NULL,
    about jsonb NOT NULL,
    reason text NOT NULL,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'approved', 'done', 'rejected', 'withdrawn', 'expired')),
    -- kind:id
    asked_by_id text NOT NULL,
    asked_by text NOT NULL,
    -- where the asker acted; null is the whole organisation
    department_id bigint,
    department_name text,
    -- the people who were told of it, since they may decide
    told bigint[] NOT NULL,
    asked_at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    decided_by_id text,
    decided_by text,
    decided_at timestamptz,
    decision_note text,
    done_at timestamptz,
    error_code text,
    error_message text,
    CHECK (status NOT IN ('approved', 'done', 'rejected') OR decided_by_id IS NOT NULL),
    CHECK (decided_by_id <> asked_by_id)
  );
  CREATE UNIQUE INDEX approvals_open ON approvals (asked_by_id, department_id, key) NULLS NOT DISTINCT WHERE status = 'open';
  CREATE INDEX approvals_word ON approvals (key) WHERE status = 'approved';
  REVOKE DELETE, TRUNCATE ON approvals FROM tagloom_app;
  CREATE TRIGGER tell AFTER INSERT OR UPDATE ON approvals FOR EACH ROW EXECUTE FUNCTION tell_row('approvals', 'id');
  ALTER TABLE approvals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY system_only ON approvals USING ((SELECT current_setting('tagloom.scope', true) = 'system'));`;

/** kind:id, since a key does not make two people of one. Of older keys the name alone is known. */
const KEY_MAKERS = 'ALTER TABLE api_keys ADD COLUMN created_by_id text';
