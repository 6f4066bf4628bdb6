import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose a tag is, to whom it is lent, and the second line of defence: the application works as a role that owns nothing, and
 * row-level security decides anew, in SQL, what a viewer sees. Without a scope there are no rows.
 */
export class Sharing1700001200000 implements MigrationInterface {
  name = 'Sharing1700001200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OWNERSHIP);
    await runner.query(DELETED);
    await runner.query(SHARES);
    await runner.query(LEVELS);
    await runner.query(APP_ROLE);
    await runner.query(POLICIES);
  }

  /** The role stays: other databases of the server may use it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${SCOPED_TABLES.map(withoutPolicies).join('')}
      ALTER VIEW known_tags RESET (security_invoker);
      DROP TABLE share_requests, shares;
      DROP FUNCTION viewer_tags, tag_ranks, share_rank;
      CREATE OR REPLACE FUNCTION remember_deleted_tag() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO deleted_tags (id, key, name, kind, category) VALUES (OLD.id, OLD.key, OLD.name, OLD.kind, OLD.category);
        RETURN NULL;
      END $$;
      ALTER TABLE deleted_tags DROP COLUMN scope;
      ALTER TABLE tags DROP COLUMN scope, DROP COLUMN owner_department_id, DROP COLUMN owner_user_id;
      ALTER TABLE tag_groups DROP COLUMN parent_id, DROP COLUMN owner_department_id`);
  }
}

const OWNERSHIP = `
  ALTER TABLE tag_groups ADD COLUMN parent_id int REFERENCES tag_groups,
    ADD COLUMN owner_department_id bigint REFERENCES departments;
  ALTER TABLE tags ADD COLUMN scope text NOT NULL DEFAULT 'enterprise' CHECK (scope IN ('enterprise', 'department', 'personal')),
    -- null is headquarters
    ADD COLUMN owner_department_id bigint REFERENCES departments,
    ADD COLUMN owner_user_id bigint REFERENCES users,
    ADD CHECK (scope <> 'personal' OR owner_user_id IS NOT NULL);`;

const DELETED = `
  ALTER TABLE deleted_tags ADD COLUMN scope text NOT NULL DEFAULT 'enterprise';
  CREATE OR REPLACE FUNCTION remember_deleted_tag() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO deleted_tags (id, key, name, kind, category, scope)
      VALUES (OLD.id, OLD.key, OLD.name, OLD.kind, OLD.category, OLD.scope);
    RETURN NULL;
  END $$;`;

const SHARES = `
  -- a share that has ended stays, as a record; so does one whose tag is gone
  CREATE TABLE shares (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tag_id int,
    group_id int,
    department_id bigint NOT NULL REFERENCES departments,
    level text NOT NULL CHECK (level IN ('hidden', 'exists', 'masked', 'read', 'use', 'assign', 'edit')),
    purpose text NOT NULL,
    until timestamptz,
    granted_by_id text NOT NULL,
    granted_by text NOT NULL,
    granted_at timestamptz NOT NULL,
    -- that the end is near
    announced_at timestamptz,
    ended_at timestamptz,
    -- empty: it ended by itself
    ended_by text,
    CHECK (num_nonnulls(tag_id, group_id) = 1)
  );
  CREATE UNIQUE INDEX shares_live_tag ON shares (tag_id, department_id) WHERE ended_at IS NULL AND tag_id IS NOT NULL;
  CREATE UNIQUE INDEX shares_live_group ON shares (group_id, department_id) WHERE ended_at IS NULL AND group_id IS NOT NULL;
  CREATE INDEX shares_until ON shares (until) WHERE ended_at IS NULL;
  CREATE TRIGGER bump AFTER INSERT OR DELETE OR UPDATE OF ended_at, level, until ON shares FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  CREATE TABLE share_requests (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tag_id int,
    group_id int,
    department_id bigint NOT NULL REFERENCES departments,
    level text NOT NULL CHECK (level IN ('hidden', 'exists', 'masked', 'read', 'use', 'assign', 'edit')),
    purpose text NOT NULL,
    until timestamptz,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'granted', 'refused', 'withdrawn')),
    asked_by_id text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    answered_by_id text,
    answered_by text,
    answered_at timestamptz,
    answer text,
    share_id bigint REFERENCES shares,
    CHECK (num_nonnulls(tag_id, group_id) = 1)
  );
  CREATE TRIGGER tell AFTER INSERT OR UPDATE ON share_requests FOR EACH STATEMENT EXECUTE FUNCTION tell_topic('sharing');
  CREATE INDEX share_requests_open ON share_requests (department_id, id) WHERE status = 'open';`;

/** The same decision as `Sharing.decide` of libs/access, written a second time on purpose: each checks the other. */
const LEVELS = `
  CREATE FUNCTION share_rank(level text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_position(ARRAY['hidden', 'exists', 'masked', 'read', 'use', 'assign', 'edit'], level) - 1, 0) $$;
  -- department null: the whole organisation
  CREATE FUNCTION tag_ranks(viewer_department bigint, viewer_person bigint, moment timestamptz)
  RETURNS TABLE (tag_id int, rank int) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE up (id, parent_id, depth) AS (
      SELECT d.id, d.parent_id, 1 FROM departments d WHERE d.id = viewer_department
      UNION ALL SELECT d.id, d.parent_id, up.depth + 1 FROM up JOIN departments d ON d.id = up.parent_id WHERE up.depth < 64
    ), above (start, id, parent_id, depth) AS (
      SELECT g.id, g.id, g.parent_id, 1 FROM tag_groups g
      UNION ALL SELECT above.start, g.id, g.parent_id, above.depth + 1
        FROM above JOIN tag_groups g ON g.id = above.parent_id WHERE above.depth < 64
    ), live AS (
      SELECT s.tag_id, s.group_id, share_rank(s.level) AS rank, up.depth
      FROM shares s JOIN up ON up.id = s.department_id
      WHERE s.ended_at IS NULL AND (s.until IS NULL OR s.until > moment)
    ), on_tag AS (
      SELECT DISTINCT ON (live.tag_id) live.tag_id, live.rank FROM live WHERE live.tag_id IS NOT NULL ORDER BY live.tag_id, live.depth
    ), on_group AS (
      SELECT DISTINCT ON (above.start) above.start, live.rank
      FROM above JOIN live ON live.group_id = above.id ORDER BY above.start, above.depth, live.depth
    )
    SELECT t.id, CASE
      WHEN t.scope = 'personal' THEN CASE
        WHEN t.owner_user_id = viewer_person THEN 6
        WHEN viewer_department IS NULL THEN 1
        ELSE 0 END
      WHEN viewer_department IS NULL THEN 6
      WHEN NOT EXISTS (SELECT FROM up) THEN 0
      WHEN t.owner_department_id IN (SELECT up.id FROM up) THEN 6
      ELSE coalesce(on_tag.rank, on_group.rank, CASE t.scope WHEN 'enterprise' THEN 5 ELSE 0 END) END
    FROM tags t LEFT JOIN on_tag ON on_tag.tag_id = t.id LEFT JOIN on_group ON on_group.start = t.group_id $$;
  -- what the viewer of this transaction has at this rank or above; '{}' when nobody is named, or not properly
  CREATE FUNCTION viewer_tags(wanted int) RETURNS int[] LANGUAGE plpgsql STABLE AS $$
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
      ids := ids || ARRAY(SELECT d.id FROM deleted_tags d WHERE d.scope <> 'personal');
    END IF;
    PERFORM set_config('tagloom.scope', former, true);
    RETURN ids;
  END $$;`;

const APP_ROLE = `
  DO $$ BEGIN
    CREATE ROLE tagloom_app NOLOGIN;
  EXCEPTION
    -- another database of the server has it already, or makes it at this moment
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'Tagloom needs the role tagloom_app, and % may not create it', current_user
        USING HINT = 'As a superuser: CREATE ROLE tagloom_app NOLOGIN; GRANT tagloom_app TO ' || quote_ident(current_user);
  END $$;
  DO $$ BEGIN
    EXECUTE format('GRANT tagloom_app TO %I', current_user);
  EXCEPTION WHEN unique_violation THEN NULL;
  END $$;
  GRANT USAGE ON SCHEMA public TO tagloom_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tagloom_app;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO tagloom_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tagloom_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO tagloom_app;
  -- history is written once
  REVOKE UPDATE, DELETE ON changes, flow_versions, events, deleted_tags FROM tagloom_app;
  REVOKE ALL ON migrations FROM tagloom_app;`;

const SCOPED_TABLES = ['tags', 'claims', 'changes', 'suggestions'];
const withoutPolicies = (table: string) => `
      DROP POLICY seen ON ${table}; DROP POLICY inserted ON ${table};
      DROP POLICY updated ON ${table}; DROP POLICY deleted ON ${table};
      ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;`;
const SYSTEM = `(SELECT current_setting('tagloom.scope', true) = 'system')`;

/**
 * The system sees and writes all; a viewer reads what its levels open, and writes nothing. CASE, because what is guarded is
 * read to decide: an OR may be asked in either order.
 */
const policiesOf = (table: string, tagColumn: string, rank: number) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY seen ON ${table} FOR SELECT
    USING (CASE WHEN ${SYSTEM} THEN true ELSE ${tagColumn} = ANY ((SELECT viewer_tags(${rank}))::int[]) END);
  CREATE POLICY inserted ON ${table} FOR INSERT WITH CHECK (${SYSTEM});
  CREATE POLICY updated ON ${table} FOR UPDATE USING (${SYSTEM});
  CREATE POLICY deleted ON ${table} FOR DELETE USING (${SYSTEM});`;

const EXISTS = 1;
const MASKED = 2;
const READ = 3;
const POLICIES = [
  policiesOf('tags', 'id', EXISTS),
  policiesOf('claims', 'tag_id', MASKED),
  policiesOf('changes', 'tag_id', MASKED),
  policiesOf('suggestions', 'tag_id', READ),
  'ALTER VIEW known_tags SET (security_invoker = true);',
].join('');
