import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sees which profile field, and who had one revealed. */
export class FieldAccess1700001600000 implements MigrationInterface {
  name = 'FieldAccess1700001600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RULES);
    await runner.query(REVEALS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE field_reveals, field_rules, field_access');
  }
}

/** A department that goes takes its rules along. The version of the catalog rises, so that every process reads them anew. */
const RULES = `
  CREATE TABLE field_access (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision int NOT NULL DEFAULT 1,
    updated_at timestamptz,
    updated_by text
  );
  INSERT INTO field_access DEFAULT VALUES;
  CREATE TABLE field_rules (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    field text NOT NULL,
    role text NOT NULL,
    department_id bigint REFERENCES departments ON DELETE CASCADE,
    level text NOT NULL CHECK (level IN ('hidden', 'masked', 'shown')),
    UNIQUE NULLS NOT DISTINCT (field, role, department_id)
  );
  CREATE TRIGGER bump AFTER INSERT OR UPDATE OR DELETE ON field_rules FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();`;

/** Of customers, and of what staff had to do with them: nothing for a viewer's transaction. Written once. */
const REVEALS = `
  CREATE TABLE field_reveals (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL,
    field text NOT NULL,
    reason text NOT NULL,
    user_id bigint NOT NULL,
    user_name text NOT NULL,
    -- where the person acted; null is the whole organisation
    department_id bigint,
    at timestamptz NOT NULL,
    until timestamptz NOT NULL
  );
  CREATE INDEX field_reveals_live ON field_reveals (user_id, customer_id, until);
  CREATE INDEX field_reveals_rate ON field_reveals (user_id, at);
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON field_reveals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
  REVOKE UPDATE, DELETE ON field_reveals FROM tagloom_app;
  ALTER TABLE field_reveals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY system_only ON field_reveals USING ((SELECT current_setting('tagloom.scope', true) = 'system'));`;
