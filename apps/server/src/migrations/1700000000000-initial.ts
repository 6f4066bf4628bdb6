import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the first release. Hot tables are keyed by customer first, so that they can be partitioned by it. */
export class Initial1700000000000 implements MigrationInterface {
  name = 'Initial1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PEOPLE);
    await runner.query(DEFINITIONS);
    await runner.query(CUSTOMERS);
    await runner.query(HISTORY);
    await runner.query(APPEND_ONLY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE changes, claims, runs, events, lanes, identities, customers,
        claim_slots, flow_versions, flows, metrics, event_types, tags, tag_groups, catalog_state,
        login_attempts, api_keys, sessions, users, departments CASCADE;
      DROP FUNCTION refuse_change_of_history, bump_catalog_version, accept_events`);
  }
}

const PEOPLE = `
  CREATE TABLE departments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    role text NOT NULL,
    department_id bigint REFERENCES departments,
    locale text NOT NULL DEFAULT 'zh-CN',
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX users_email ON users (lower(email));
  CREATE TABLE sessions (
    token_hash bytea PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
  );
  CREATE TABLE api_keys (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    role text NOT NULL,
    key_hash bytea NOT NULL UNIQUE,
    prefix text NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    revoked_at timestamptz
  );
  CREATE TABLE login_attempts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL,
    address text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX login_attempts_account ON login_attempts (account, at);
  CREATE INDEX login_attempts_address ON login_attempts (address, at);`;

const DEFINITIONS = `
  CREATE TABLE catalog_state (single boolean PRIMARY KEY DEFAULT true CHECK (single), version bigint NOT NULL);
  INSERT INTO catalog_state (version) VALUES (1);
  CREATE TABLE tag_groups (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    name jsonb NOT NULL,
    category text NOT NULL,
    exclusive boolean NOT NULL DEFAULT false
  );
  CREATE TABLE tags (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    name jsonb NOT NULL,
    meaning text NOT NULL DEFAULT '',
    kind text NOT NULL,
    "values" text[] NOT NULL DEFAULT '{}',
    category text NOT NULL,
    group_id int REFERENCES tag_groups,
    position int NOT NULL DEFAULT 0,
    -- name, English name, full pinyin and initials in lower case, for search
    search text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE event_types (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    label jsonb NOT NULL,
    properties jsonb NOT NULL DEFAULT '[]',
    learned boolean NOT NULL DEFAULT true
  );
  CREATE TABLE metrics (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    definition jsonb NOT NULL,
    status text NOT NULL DEFAULT 'computing',
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE flows (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draft jsonb NOT NULL,
    revision int NOT NULL DEFAULT 1,
    -- the published version; null for a flow that never was
    version int,
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by text NOT NULL
  );
  CREATE TABLE flow_versions (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flow_id int NOT NULL REFERENCES flows,
    version int NOT NULL,
    flow jsonb NOT NULL,
    -- the same rule as json-rules-engine rules, the format of storage and export
    rules jsonb NOT NULL,
    sentence jsonb NOT NULL,
    note text,
    -- whom it was published for: 'new_events' or 'everyone'
    applies_to text NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now(),
    published_by text NOT NULL,
    UNIQUE (flow_id, version)
  );
  -- what a flow can claim; customers.held lists the ids, so that an evaluation sees at once what differs
  CREATE TABLE claim_slots (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flow_id int NOT NULL REFERENCES flows,
    tag_id int NOT NULL REFERENCES tags,
    stance text NOT NULL,
    value jsonb
  );
  CREATE UNIQUE INDEX claim_slots_meaning ON claim_slots (flow_id, tag_id, stance, coalesce(value, 'null'::jsonb));

  CREATE FUNCTION bump_catalog_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN UPDATE catalog_state SET version = version + 1; RETURN NULL; END $$;
  CREATE TRIGGER bump AFTER INSERT OR UPDATE OR DELETE ON tag_groups FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  CREATE TRIGGER bump AFTER INSERT OR UPDATE OR DELETE ON tags FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  CREATE TRIGGER bump AFTER INSERT OR UPDATE OR DELETE ON event_types FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  CREATE TRIGGER bump AFTER INSERT OR UPDATE OR DELETE ON metrics FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  CREATE TRIGGER bump AFTER INSERT OR UPDATE OF version ON flows FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();`;

const CUSTOMERS = `
  CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    p_name text, p_gender text, p_birthday date, p_city text, p_phone text, p_occupation text,
    -- the profile was generated, not collected
    invented boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz,
    -- effective tags: ids, and the values of those that have one
    tags int[] NOT NULL DEFAULT '{}',
    tag_values jsonb,
    -- claim slots that flows hold
    held int[] NOT NULL DEFAULT '{}',
    metric_state bytea,
    -- the next moment at which an answer may flip by time alone
    next_review_at timestamptz
    -- metric columns m_<id> double precision are added when a metric is defined
  ) WITH (fillfactor = 70);
  CREATE INDEX customers_tags ON customers USING gin (tags);
  CREATE INDEX customers_next_review ON customers (next_review_at) WHERE next_review_at IS NOT NULL;
  CREATE TABLE identities (
    channel text NOT NULL,
    connection text NOT NULL DEFAULT '',
    external_id text NOT NULL,
    customer_id bigint NOT NULL REFERENCES customers,
    PRIMARY KEY (channel, connection, external_id)
  );
  CREATE INDEX identities_customer ON identities (customer_id);
  -- the inbox is the event table; a lane reads it behind a cursor, in order of seq
  CREATE TABLE events (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL,
    lane smallint NOT NULL,
    type_id int NOT NULL,
    source text NOT NULL,
    source_event_id text NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    properties jsonb NOT NULL,
    PRIMARY KEY (customer_id, seq)
  );
  CREATE UNIQUE INDEX events_source ON events (source_event_id, source);
  CREATE INDEX events_lane ON events (lane, seq);
  -- One round trip for a whole commit. The lock is held from the allocation of seq to the commit, so that no event becomes
  -- visible behind a lane's cursor.
  CREATE FUNCTION accept_events(customer_ids bigint[], lanes int[], type_ids int[], sources text[], ids text[],
    occurred float8[], received float8, properties jsonb[]) RETURNS TABLE (id text, source text) LANGUAGE plpgsql AS $$
  #variable_conflict use_column
  BEGIN
    PERFORM pg_advisory_xact_lock(7302);
    RETURN QUERY INSERT INTO events (customer_id, lane, type_id, source, source_event_id, occurred_at, received_at, properties)
      SELECT n.customer_id, n.lane, n.type_id, n.source, n.source_event_id, to_timestamp(n.occurred_at), to_timestamp(received), n.properties
      FROM unnest(customer_ids, lanes, type_ids, sources, ids, occurred, properties)
        AS n (customer_id, lane, type_id, source, source_event_id, occurred_at, properties)
      ON CONFLICT (source_event_id, source) DO NOTHING
      RETURNING source_event_id, source;
  END $$;
  CREATE TABLE lanes (lane smallint PRIMARY KEY, cursor bigint NOT NULL DEFAULT 0);
  INSERT INTO lanes (lane) SELECT generate_series(0, 1);
  CREATE TABLE runs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    status text NOT NULL DEFAULT 'queued',
    title text NOT NULL,
    flow_id int REFERENCES flows,
    flow_version int,
    metric_id int,
    total int NOT NULL DEFAULT 0,
    done int NOT NULL DEFAULT 0,
    changed int NOT NULL DEFAULT 0,
    -- the last customer that was committed; a run resumes behind it
    cursor bigint NOT NULL DEFAULT 0,
    cancel_requested boolean NOT NULL DEFAULT false,
    started_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    error text
  );`;

const HISTORY = `
  -- live claims only; what became of a claim is in changes
  CREATE TABLE claims (
    id bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL,
    tag_id int NOT NULL,
    source text NOT NULL,
    source_id text NOT NULL,
    source_name text NOT NULL,
    slot_id int,
    stance text NOT NULL,
    value jsonb,
    priority int NOT NULL DEFAULT 0,
    flow_version int,
    run_id bigint,
    event_seq bigint,
    since timestamptz NOT NULL,
    expires_at timestamptz,
    reason text,
    PRIMARY KEY (customer_id, id),
    UNIQUE (customer_id, tag_id, source, source_id, stance)
  );
  CREATE INDEX claims_tag ON claims (tag_id);
  CREATE TABLE changes (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL,
    tag_id int NOT NULL,
    kind text NOT NULL,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    actor_name text NOT NULL,
    flow_id int,
    flow_version int,
    run_id bigint,
    event_seq bigint,
    held_before boolean NOT NULL,
    held_after boolean NOT NULL,
    value_before jsonb,
    value_after jsonb,
    effective_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    reason text,
    evidence jsonb,
    PRIMARY KEY (customer_id, seq)
  );
  CREATE INDEX changes_seq ON changes (seq);
  CREATE INDEX changes_tag ON changes (tag_id, seq);`;

const APPEND_ONLY = `
  CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON flow_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();`;
