import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looking before publishing: impact previews, the guard, and the second person's word. */
export class Previews1700000500000 implements MigrationInterface {
  name = 'Previews1700000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- a draft that was only previewed can be deleted; published flows never are
      ALTER TABLE runs DROP CONSTRAINT runs_flow_id_fkey,
        ADD CONSTRAINT runs_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows ON DELETE CASCADE;
      CREATE INDEX runs_previews ON runs (flow_id, id) WHERE kind = 'preview';
      CREATE TABLE flow_previews (
        run_id bigint PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        flow_id int NOT NULL REFERENCES flows ON DELETE CASCADE,
        revision int NOT NULL,
        -- the draft as it was asked about
        flow jsonb NOT NULL,
        -- what it was previewed against: published flows and definitions; null until the end
        setting text,
        result jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
      CREATE INDEX flow_previews_flow ON flow_previews (flow_id, run_id);
      -- whatever ends a preview before its end: nothing of it stays
      CREATE FUNCTION forget_preview() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN DELETE FROM flow_previews WHERE run_id = NEW.id; RETURN NULL; END $$;
      CREATE TRIGGER forget_preview AFTER UPDATE OF status ON runs FOR EACH ROW
        WHEN (NEW.kind = 'preview' AND NEW.status IN ('cancelled', 'failed')) EXECUTE FUNCTION forget_preview();
      CREATE TABLE publish_guard (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        share float8 NOT NULL,
        min_customers int NOT NULL
      );
      INSERT INTO publish_guard (share, min_customers) VALUES (20, 1000);
      -- who edited last, as kind:id; the name alone may be that of two people
      ALTER TABLE flows ADD COLUMN updated_by_id text;
      CREATE TABLE flow_reviews (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        flow_id int NOT NULL REFERENCES flows ON DELETE CASCADE,
        -- a later edit makes another revision, and this one void
        revision int NOT NULL,
        status text NOT NULL DEFAULT 'open',
        note text,
        asked_by_id text NOT NULL,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        decided_by_id text,
        decided_by text,
        decided_at timestamptz,
        decision_note text
      );
      CREATE INDEX flow_reviews_flow ON flow_reviews (flow_id, id);
      -- a message about a review is about a flow, and no delivery leaves it
      ALTER TABLE inbox_messages ADD COLUMN flow_id int,
        ALTER COLUMN delivery_id DROP NOT NULL, ALTER COLUMN customer_id DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM inbox_messages WHERE delivery_id IS NULL OR customer_id IS NULL;
      ALTER TABLE inbox_messages DROP COLUMN flow_id,
        ALTER COLUMN delivery_id SET NOT NULL, ALTER COLUMN customer_id SET NOT NULL;
      DROP TRIGGER forget_preview ON runs;
      DROP FUNCTION forget_preview;
      DROP TABLE flow_reviews, publish_guard, flow_previews;
      ALTER TABLE flows DROP COLUMN updated_by_id;
      DELETE FROM runs WHERE kind = 'preview';
      DROP INDEX runs_previews;
      ALTER TABLE runs DROP CONSTRAINT runs_flow_id_fkey,
        ADD CONSTRAINT runs_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows`);
  }
}
