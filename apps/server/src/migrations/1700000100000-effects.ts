import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What flows do besides tags: the outbox with its receipts, webhook endpoints, the in-app inbox, suggestions, owners. */
export class Effects1700000100000 implements MigrationInterface {
  name = 'Effects1700000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX);
    await runner.query(INBOX);
    await runner.query(SUGGESTIONS);
    await runner.query(OWNERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customers DROP COLUMN owner_kind, DROP COLUMN owner_id;
      DROP TABLE suggestions, inbox_reads, inbox_messages, deliveries, webhook_endpoints`);
  }
}

const OUTBOX = `
  CREATE TABLE webhook_endpoints (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    url text NOT NULL,
    enabled boolean NOT NULL DEFAULT true,
    -- AES-256-GCM: nonce, tag, ciphertext; the key is derived from TAGLOOM_SECRET
    secret bytea NOT NULL,
    -- after a rotation, calls are signed with the older secret as well until this time
    old_secret bytea,
    old_secret_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL,
    last_delivered_at timestamptz,
    last_error text
  );
  CREATE TRIGGER bump AFTER INSERT OR DELETE OR UPDATE OF name, enabled ON webhook_endpoints
    FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  CREATE TABLE deliveries (
    id bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL,
    dedupe_key text NOT NULL,
    flow_id int NOT NULL,
    flow_version int NOT NULL,
    flow_name text NOT NULL,
    action_node_id text NOT NULL,
    slot_id int NOT NULL,
    kind text NOT NULL,
    action jsonb NOT NULL,
    -- 0: inside the application
    endpoint_id int NOT NULL DEFAULT 0,
    target text NOT NULL,
    event_seq bigint,
    run_id bigint,
    evidence jsonb,
    status text NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    -- while a worker has it: the end of its lease
    next_attempt_at timestamptz,
    lease uuid,
    receipt jsonb,
    error text,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    PRIMARY KEY (customer_id, id),
    UNIQUE (customer_id, dedupe_key)
  );
  CREATE INDEX deliveries_id ON deliveries (id);
  CREATE INDEX deliveries_flow ON deliveries (flow_id, id);
  CREATE INDEX deliveries_pending ON deliveries (endpoint_id, next_attempt_at) WHERE status = 'pending';
  CREATE INDEX deliveries_failed ON deliveries (id) WHERE status = 'failed';`;

const INBOX = `
  -- one row per message, whoever and however many it is for
  CREATE TABLE inbox_messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- a delivery leaves one message, however often it is tried
    delivery_id bigint NOT NULL UNIQUE,
    recipient_kind text NOT NULL,
    recipient_id text NOT NULL,
    kind text NOT NULL,
    customer_id bigint NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    url text,
    flow_name text NOT NULL,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX inbox_messages_recipient ON inbox_messages (recipient_kind, recipient_id, id);
  CREATE TABLE inbox_reads (
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    message_id bigint NOT NULL REFERENCES inbox_messages ON DELETE CASCADE,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, message_id)
  );`;

const SUGGESTIONS = `
  CREATE TABLE suggestions (
    id bigint GENERATED ALWAYS AS IDENTITY,
    customer_id bigint NOT NULL,
    tag_id int NOT NULL REFERENCES tags,
    -- JSON null when the tag has none, so that it takes part in unique keys
    value jsonb NOT NULL,
    note text,
    flow_id int NOT NULL,
    flow_version int NOT NULL,
    flow_name text NOT NULL,
    delivery_id bigint NOT NULL,
    status text NOT NULL DEFAULT 'open',
    evidence jsonb,
    created_at timestamptz NOT NULL,
    decided_at timestamptz,
    decided_by text,
    reason text,
    PRIMARY KEY (customer_id, id)
  );
  CREATE INDEX suggestions_id ON suggestions (id);
  CREATE INDEX suggestions_open_list ON suggestions (id) WHERE status = 'open';
  CREATE UNIQUE INDEX suggestions_open ON suggestions (customer_id, tag_id, value, flow_id) WHERE status = 'open';
  CREATE INDEX suggestions_declined ON suggestions (customer_id, tag_id, flow_id) WHERE status = 'declined';`;

const OWNERS = `
  -- who looks after the customer: 'user' or 'department', and its id
  ALTER TABLE customers ADD COLUMN owner_kind text, ADD COLUMN owner_id bigint;
  CREATE INDEX customers_owner ON customers (owner_kind, owner_id) WHERE owner_kind IS NOT NULL;`;
