import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flows that end, that are published on schedule or for those of a time, and how they fare. */
export class Schedules1700000800000 implements MigrationInterface {
  name = 'Schedules1700000800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- of 'since': who had an event from then on
      ALTER TABLE flow_versions ADD COLUMN applies_since timestamptz;
      -- it was published once and has no version now
      ALTER TABLE flows ADD COLUMN stopped_at timestamptz;
      ALTER TABLE runs ADD COLUMN since timestamptz,
        -- who stops a flow, why, and at which version
        ADD COLUMN cause jsonb;
      CREATE TABLE flow_schedules (
        flow_id int PRIMARY KEY REFERENCES flows ON DELETE CASCADE,
        publish_at timestamptz,
        expire_at timestamptz,
        apply text NOT NULL,
        since timestamptz,
        note text,
        revision int NOT NULL,
        -- who answers for it; their rights count at the moment itself
        actor_kind text NOT NULL,
        actor_id text NOT NULL,
        actor_name text NOT NULL,
        -- { at, status, error }; null until then
        publish_outcome jsonb,
        expire_outcome jsonb
      );
      CREATE INDEX flow_schedules_publish ON flow_schedules (publish_at) WHERE publish_outcome IS NULL;
      CREATE INDEX flow_schedules_expire ON flow_schedules (expire_at) WHERE expire_outcome IS NULL;
      -- counters by day of the organisation's calendar
      CREATE TABLE flow_stats (
        flow_id int NOT NULL REFERENCES flows ON DELETE CASCADE,
        day date NOT NULL,
        asked bigint NOT NULL,
        fired bigint NOT NULL,
        unchanged bigint NOT NULL,
        sampled bigint NOT NULL,
        sampled_micros float8 NOT NULL,
        last_fired_at timestamptz,
        PRIMARY KEY (flow_id, day)
      );
      CREATE INDEX changes_by_hand ON changes (tag_id, recorded_at) WHERE actor_kind IN ('person', 'api') AND flow_id IS NULL`);
  }

  /** A version for those of a time becomes one for new events; a stopped flow is a draft again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX changes_by_hand;
      DROP TABLE flow_stats, flow_schedules;
      DELETE FROM runs WHERE kind = 'stop';
      ALTER TABLE runs DROP COLUMN since, DROP COLUMN cause;
      ALTER TABLE flows DROP COLUMN stopped_at;
      ALTER TABLE flow_versions DISABLE TRIGGER append_only;
      UPDATE flow_versions SET applies_to = 'new_events' WHERE applies_to = 'since';
      ALTER TABLE flow_versions ENABLE TRIGGER append_only;
      ALTER TABLE flow_versions DROP COLUMN applies_since`);
  }
}
