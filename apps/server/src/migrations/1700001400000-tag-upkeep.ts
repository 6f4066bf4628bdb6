import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was done to the tag library as a whole (a deletion, a merge, a split), with everything that is needed to undo it. Until
 * it is purged, a deleted tag is here and nowhere else.
 */
export class TagUpkeep1700001400000 implements MigrationInterface {
  name = 'TagUpkeep1700001400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OPERATIONS);
    await runner.query(GONE_TAGS);
  }

  /** A tag that came back stays; of tags that were deleted twice the last names are kept. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE VIEW known_tags WITH (security_invoker = true) AS
        SELECT id, key, name, kind, category FROM tags UNION ALL SELECT id, key, name, kind, category FROM deleted_tags;
      ${viewerTags('deleted_tags')}
      DROP VIEW gone_tags;
      DROP TRIGGER came_back ON tags;
      DROP FUNCTION note_tag_that_came_back;
      ALTER TABLE deleted_tags DISABLE TRIGGER append_only;
      DELETE FROM deleted_tags d WHERE EXISTS (SELECT FROM tags_that_came_back b WHERE b.deletion = d.deletion);
      ALTER TABLE deleted_tags ENABLE TRIGGER append_only;
      DROP TABLE tags_that_came_back;
      DROP INDEX deleted_tags_id;
      ALTER TABLE deleted_tags DROP COLUMN deletion, ADD PRIMARY KEY (id);
      DROP TABLE tag_operation_claims, tag_operation_rows, tag_operations`);
  }
}

/** They hold claims and definitions of tags of every scope, so a viewer's transaction reads nothing of them. */
const systemOnly = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY system_only ON ${table} USING ((SELECT current_setting('tagloom.scope', true) = 'system'));`;

const OPERATIONS = `
  CREATE TABLE tag_operations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('delete', 'delete_group', 'merge', 'split')),
    -- the definitions at the time, which also say who may know of it
    from_tags jsonb NOT NULL,
    into_tags jsonb NOT NULL DEFAULT '[]',
    -- of a whole group: its definition
    group_definition jsonb,
    counts jsonb NOT NULL DEFAULT '{}',
    reason text,
    by_kind text NOT NULL,
    by_id text NOT NULL,
    by_name text NOT NULL,
    at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    undone_at timestamptz,
    undone_by text,
    -- nothing is left to undo it with
    purged_at timestamptz
  );
  CREATE INDEX tag_operations_open ON tag_operations (until) WHERE undone_at IS NULL AND purged_at IS NULL;
  -- rows of definitions: what they were, and what they became; null is «not there»
  CREATE TABLE tag_operation_rows (
    operation_id bigint NOT NULL REFERENCES tag_operations ON DELETE CASCADE,
    step int GENERATED ALWAYS AS IDENTITY,
    table_name text NOT NULL,
    before jsonb,
    after jsonb,
    PRIMARY KEY (operation_id, step)
  );
  -- claims that were taken from a customer, and those that were given instead
  CREATE TABLE tag_operation_claims (
    operation_id bigint NOT NULL REFERENCES tag_operations ON DELETE CASCADE,
    customer_id bigint NOT NULL,
    taken jsonb NOT NULL,
    given jsonb NOT NULL,
    PRIMARY KEY (operation_id, customer_id)
  );
  ${['tag_operations', 'tag_operation_rows', 'tag_operation_claims'].map(systemOnly).join('')}`;

const viewerTags = (gone: 'gone_tags' | 'deleted_tags') => `
  CREATE OR REPLACE FUNCTION viewer_tags(wanted int) RETURNS int[] LANGUAGE plpgsql STABLE AS $$
  DECLARE
    former text := coalesce(current_setting('tagloom.scope', true), '');
    viewer text[] := regexp_match(left(current_setting('tagloom.viewer', true), 60), '^([*]|[1-9][0-9]*):(-|[1-9][0-9]*):([0-9]+)$');
    ids int[];
  BEGIN
    IF viewer IS NULL THEN RETURN '{}'; END IF;
    -- deciding reads what the decision guards
    PERFORM set_config('tagloom.scope', 'system', true);
    SELECT coalesce(array_agg(r.tag_id), '{}') INTO ids
    FROM tag_ranks(nullif(viewer[1], '*')::bigint, nullif(viewer[2], '-')::bigint, to_timestamp(viewer[3]::float8 / 1000)) r
    WHERE r.rank >= wanted;
    -- of tags that are gone, the organisation keeps what history says
    IF viewer[1] = '*' THEN
      ids := ids || ARRAY(SELECT d.id FROM ${gone} d WHERE d.scope <> 'personal');
    END IF;
    PERFORM set_config('tagloom.scope', former, true);
    RETURN ids;
  END $$;`;

/** A tag can be deleted, come back, and be deleted again: each deletion is a row, and the last one counts. */
const GONE_TAGS = `
  ALTER TABLE deleted_tags DROP CONSTRAINT deleted_tags_pkey,
    ADD COLUMN deletion bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
  CREATE INDEX deleted_tags_id ON deleted_tags (id);
  CREATE TABLE tags_that_came_back (deletion bigint PRIMARY KEY REFERENCES deleted_tags, at timestamptz NOT NULL DEFAULT now());
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tags_that_came_back
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
  CREATE FUNCTION note_tag_that_came_back() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO tags_that_came_back (deletion) SELECT d.deletion FROM deleted_tags d WHERE d.id = NEW.id ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  CREATE TRIGGER came_back AFTER INSERT ON tags FOR EACH ROW EXECUTE FUNCTION note_tag_that_came_back();
  CREATE VIEW gone_tags AS SELECT * FROM deleted_tags d
    WHERE NOT EXISTS (SELECT FROM tags_that_came_back b WHERE b.deletion = d.deletion);
  CREATE OR REPLACE VIEW known_tags WITH (security_invoker = true) AS
    SELECT id, key, name, kind, category FROM tags UNION ALL SELECT id, key, name, kind, category FROM gone_tags;
  ${viewerTags('gone_tags')}`;
