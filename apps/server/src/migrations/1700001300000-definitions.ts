import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a tag is kept for and who answers for it, every change of a definition, and what departments call a tag. */
export class Definitions1700001300000 implements MigrationInterface {
  name = 'Definitions1700001300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FIELDS);
    await runner.query(VERSIONS);
    await runner.query(LOCAL_NAMES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE tag_local_names, tag_versions;
      DROP FUNCTION viewer_departments;
      ALTER TABLE tag_groups DROP CONSTRAINT tag_groups_not_in_itself, DROP COLUMN revision;
      ALTER TABLE tags DROP COLUMN purpose, DROP COLUMN examples, DROP COLUMN sensitivity, DROP COLUMN validity_days,
        DROP COLUMN review_at, DROP COLUMN steward_id, DROP COLUMN revision`);
  }
}

const FIELDS = `
  ALTER TABLE tag_groups ADD COLUMN revision int NOT NULL DEFAULT 1,
    ADD CONSTRAINT tag_groups_not_in_itself CHECK (parent_id <> id);
  ALTER TABLE tags ADD COLUMN purpose text NOT NULL DEFAULT '',
    ADD COLUMN examples jsonb NOT NULL DEFAULT '{"positive": [], "negative": []}',
    ADD COLUMN sensitivity text NOT NULL DEFAULT 'internal' CHECK (sensitivity IN ('public', 'internal', 'sensitive', 'restricted')),
    -- null: for as long as nobody takes it back
    ADD COLUMN validity_days int CHECK (validity_days > 0),
    ADD COLUMN review_at date,
    ADD COLUMN steward_id bigint REFERENCES users ON DELETE SET NULL,
    ADD COLUMN revision int NOT NULL DEFAULT 1;`;

const SYSTEM = `(SELECT current_setting('tagloom.scope', true) = 'system')`;
const EXISTS = 1;
const READ = 3;

/** No reference to the tag: its history outlives it. */
const VERSIONS = `
  CREATE TABLE tag_versions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tag_id int NOT NULL,
    revision int NOT NULL,
    kind text NOT NULL CHECK (kind IN ('created', 'changed', 'merged', 'split', 'deleted', 'restored')),
    by_id text NOT NULL,
    by_name text NOT NULL,
    at timestamptz NOT NULL,
    note text NOT NULL,
    -- [{field, before, after}]
    changes jsonb NOT NULL
  );
  CREATE INDEX tag_versions_tag ON tag_versions (tag_id, id);
  ALTER TABLE tag_versions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY seen ON tag_versions FOR SELECT
    USING (CASE WHEN ${SYSTEM} THEN true ELSE tag_id = ANY ((SELECT viewer_tags(${READ}))::int[]) END);
  CREATE POLICY inserted ON tag_versions FOR INSERT WITH CHECK (${SYSTEM});
  REVOKE UPDATE, DELETE ON tag_versions FROM tagloom_app;`;

/** No reference to the tag either: one that comes back out of the recycle bin has its names again. */
const LOCAL_NAMES = `
  CREATE TABLE tag_local_names (
    tag_id int NOT NULL,
    department_id bigint NOT NULL REFERENCES departments ON DELETE CASCADE,
    name jsonb NOT NULL,
    meaning text NOT NULL DEFAULT '',
    PRIMARY KEY (tag_id, department_id)
  );
  CREATE INDEX tag_local_names_department ON tag_local_names (department_id);
  CREATE TRIGGER bump AFTER INSERT OR UPDATE OR DELETE ON tag_local_names
    FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  -- the department of this transaction's viewer and those above it, all for the whole organisation; '{}' when nobody is named
  CREATE FUNCTION viewer_departments() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
  DECLARE
    viewer text[] := regexp_match(left(current_setting('tagloom.viewer', true), 60), '^([*]|[1-9][0-9]*):(-|[1-9][0-9]*):([0-9]+)$');
  BEGIN
    IF viewer IS NULL THEN RETURN '{}'; END IF;
    IF viewer[1] = '*' THEN RETURN ARRAY(SELECT d.id FROM departments d); END IF;
    RETURN ARRAY(WITH RECURSIVE up (id, parent_id, depth) AS (
        SELECT d.id, d.parent_id, 1 FROM departments d WHERE d.id = viewer[1]::bigint
        UNION ALL SELECT d.id, d.parent_id, up.depth + 1 FROM up JOIN departments d ON d.id = up.parent_id WHERE up.depth < 64
      ) SELECT up.id FROM up);
  END $$;
  ALTER TABLE tag_local_names ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY seen ON tag_local_names FOR SELECT
    USING (CASE WHEN ${SYSTEM} THEN true ELSE tag_id = ANY ((SELECT viewer_tags(${EXISTS}))::int[])
      AND department_id = ANY ((SELECT viewer_departments())::bigint[]) END);
  CREATE POLICY inserted ON tag_local_names FOR INSERT WITH CHECK (${SYSTEM});
  CREATE POLICY updated ON tag_local_names FOR UPDATE USING (${SYSTEM});
  CREATE POLICY deleted ON tag_local_names FOR DELETE USING (${SYSTEM});`;
