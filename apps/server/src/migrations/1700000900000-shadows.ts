import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flows that run beside what is published and apply nothing. */
export class Shadows1700000900000 implements MigrationInterface {
  name = 'Shadows1700000900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shadows (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        flow_id int NOT NULL REFERENCES flows ON DELETE CASCADE,
        -- of the draft, or the version
        revision int,
        version int,
        -- what runs
        flow jsonb NOT NULL,
        -- tags that it claims
        tag_ids int[] NOT NULL,
        started_at timestamptz NOT NULL,
        started_by text NOT NULL,
        ends_at timestamptz NOT NULL,
        ended_at timestamptz,
        -- 'ended', 'stopped' or 'failed'
        outcome text,
        error text,
        failures int NOT NULL DEFAULT 0,
        -- evaluations that failed
        missed int NOT NULL DEFAULT 0,
        -- the comparison at the end; null as long as it runs
        result jsonb
      );
      CREATE UNIQUE INDEX shadows_running ON shadows (flow_id) WHERE ended_at IS NULL;
      CREATE INDEX shadows_flow ON shadows (flow_id, id);
      -- every process learns of it with the next batch, as of every other definition
      CREATE TRIGGER bump AFTER INSERT OR UPDATE OF ended_at ON shadows FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
      -- what it could claim or do and no published version ever did; ids are apart from those of claim_slots
      CREATE TABLE shadow_slots (
        id int PRIMARY KEY DEFAULT nextval(pg_get_serial_sequence('claim_slots', 'id')),
        shadow_id int NOT NULL REFERENCES shadows ON DELETE CASCADE,
        kind text NOT NULL,
        tag_id int,
        stance text,
        value jsonb,
        action jsonb
      );
      CREATE INDEX shadow_slots_shadow ON shadow_slots (shadow_id);
      -- customers of whom it was asked
      CREATE TABLE shadow_customers (
        shadow_id int NOT NULL REFERENCES shadows ON DELETE CASCADE,
        customer_id bigint NOT NULL,
        -- as customers.held, for the shadow alone
        held int[] NOT NULL,
        claim_review_at timestamptz,
        next_review_at timestamptz,
        PRIMARY KEY (shadow_id, customer_id)
      );
      CREATE INDEX shadow_customers_review ON shadow_customers (next_review_at) WHERE next_review_at IS NOT NULL;
      -- the last would-be state of each thing that it could claim or do
      CREATE TABLE shadow_states (
        shadow_id int NOT NULL REFERENCES shadows ON DELETE CASCADE,
        customer_id bigint NOT NULL,
        slot_id int NOT NULL,
        -- of a claim
        tag_id int,
        stance text,
        value jsonb,
        claimed boolean NOT NULL,
        -- it was claimed in truth when the shadow first saw the customer
        had_at_start boolean NOT NULL,
        priority int NOT NULL DEFAULT 0,
        since timestamptz,
        expires_at timestamptz,
        -- how often an effect would have happened
        times int NOT NULL DEFAULT 0,
        evidence jsonb,
        PRIMARY KEY (shadow_id, customer_id, slot_id)
      );
      -- what was left to differ at the end
      CREATE TABLE shadow_differences (
        shadow_id int NOT NULL REFERENCES shadows ON DELETE CASCADE,
        customer_id bigint NOT NULL,
        tag_id int NOT NULL,
        kind text NOT NULL,
        shadow jsonb,
        other jsonb,
        by_name text,
        evidence jsonb
      );
      CREATE INDEX shadow_differences_customer ON shadow_differences (shadow_id, customer_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shadow_differences, shadow_states, shadow_customers, shadow_slots, shadows');
  }
}
