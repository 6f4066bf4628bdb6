import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Memberships, effects and zones: slots of effects beside those of claims, the time at which a claim ends, zones of
 * departments and customers, the department of a flow, one nightly run per day, and counters of what went wrong.
 */
export class Memberships1700000050000 implements MigrationInterface {
  name = 'Memberships1700000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SLOTS);
    await runner.query(ZONES);
    await runner.query(RUNS);
  }

  /** Slots of effects have no place in the former release, nor have numbers below zero among those held. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE evaluation_problems;
      ALTER TABLE runs DROP COLUMN key;
      DROP TRIGGER zone ON customers;
      DROP TRIGGER bump ON departments;
      DROP TRIGGER bump ON users;
      DROP FUNCTION set_zone_of_customer, known_zone;
      ALTER TABLE flows DROP COLUMN department_id;
      ALTER TABLE departments DROP COLUMN time_zone;
      ALTER TABLE customers DROP COLUMN zone, DROP COLUMN p_time_zone, DROP COLUMN claim_review_at;
      UPDATE customers c SET held = ARRAY(
        SELECT k.slot_id FROM claims k WHERE k.customer_id = c.id AND k.slot_id IS NOT NULL ORDER BY 1);
      DELETE FROM claim_slots WHERE kind = 'effect';
      DROP INDEX claim_slots_claim, claim_slots_effect;
      ALTER TABLE claim_slots DROP COLUMN kind, DROP COLUMN action,
        ALTER COLUMN tag_id SET NOT NULL, ALTER COLUMN stance SET NOT NULL;
      CREATE UNIQUE INDEX claim_slots_meaning ON claim_slots (flow_id, tag_id, stance, coalesce(value, 'null'::jsonb));`);
  }
}

const SLOTS = `
  ALTER TABLE claim_slots ADD COLUMN kind text NOT NULL DEFAULT 'claim' CHECK (kind IN ('claim', 'effect')),
    -- what an effect does: the action without its membership and priority
    ADD COLUMN action jsonb,
    ALTER COLUMN tag_id DROP NOT NULL, ALTER COLUMN stance DROP NOT NULL,
    ADD CHECK (CASE kind WHEN 'claim' THEN tag_id IS NOT NULL AND stance IS NOT NULL ELSE action IS NOT NULL END);
  DROP INDEX claim_slots_meaning;
  CREATE UNIQUE INDEX claim_slots_claim ON claim_slots (flow_id, tag_id, stance, coalesce(value, 'null'::jsonb)) WHERE kind = 'claim';
  -- texts of messages are longer than an index entry may be
  CREATE UNIQUE INDEX claim_slots_effect ON claim_slots (flow_id, md5(action::text)) WHERE kind = 'effect';
  -- the next moment at which a claim expires or its hold ends
  ALTER TABLE customers ADD COLUMN claim_review_at timestamptz;`;

const ZONES = `
  ALTER TABLE customers ADD COLUMN p_time_zone text, ADD COLUMN zone text;
  ALTER TABLE departments ADD COLUMN time_zone text;
  ALTER TABLE flows ADD COLUMN department_id bigint REFERENCES departments;
  CREATE TRIGGER bump AFTER INSERT OR DELETE OR UPDATE OF name, time_zone ON departments FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  CREATE TRIGGER bump AFTER INSERT OR DELETE OR UPDATE OF name ON users FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();
  -- Region names and UTC alone: PostgreSQL reads offsets and abbreviations otherwise than the rules do.
  CREATE FUNCTION known_zone(name text) RETURNS text LANGUAGE plpgsql STABLE AS $$
  BEGIN
    IF name !~ '^([A-Za-z_]+(/[A-Za-z0-9_+-]+)+|UTC)$' THEN RETURN NULL; END IF;
    PERFORM now() AT TIME ZONE name;
    RETURN name;
  EXCEPTION WHEN invalid_parameter_value THEN RETURN NULL;
  END $$;
  -- what a customer says may be no zone; one that is none would fail every statement that counts by it
  CREATE FUNCTION set_zone_of_customer() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN NEW.zone := known_zone(NEW.p_time_zone); RETURN NEW; END $$;
  CREATE TRIGGER zone BEFORE INSERT OR UPDATE OF p_time_zone ON customers FOR EACH ROW
    WHEN (NEW.p_time_zone IS DISTINCT FROM NEW.zone) EXECUTE FUNCTION set_zone_of_customer();`;

const RUNS = `
  -- what there may be but one of: 'nightly:2026-03-01'
  ALTER TABLE runs ADD COLUMN key text UNIQUE;
  CREATE TABLE evaluation_problems (
    kind text PRIMARY KEY,
    count bigint NOT NULL DEFAULT 0,
    last_at timestamptz NOT NULL,
    last jsonb NOT NULL
  );`;
