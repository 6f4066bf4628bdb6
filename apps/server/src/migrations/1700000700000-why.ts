import type { MigrationInterface, QueryRunner } from 'typeorm';

/** History that reads in full when what it speaks of is gone: names kept with the version, and those of deleted tags. */
export class Why1700000700000 implements MigrationInterface {
  name = 'Why1700000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the names that the version and its evidence speak of; null for versions that are older than this column
      ALTER TABLE flow_versions ADD COLUMN glossary jsonb;
      -- a version outlives its flow, as a decided suggestion does its tag
      ALTER TABLE flow_versions DROP CONSTRAINT flow_versions_flow_id_fkey;
      ALTER TABLE suggestions DROP CONSTRAINT suggestions_tag_id_fkey;
      CREATE TABLE deleted_tags (
        id int PRIMARY KEY,
        key text NOT NULL,
        name jsonb NOT NULL,
        kind text NOT NULL,
        category text NOT NULL,
        deleted_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX deleted_tags_key ON deleted_tags (key);
      CREATE FUNCTION remember_deleted_tag() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO deleted_tags (id, key, name, kind, category) VALUES (OLD.id, OLD.key, OLD.name, OLD.kind, OLD.category);
        RETURN NULL;
      END $$;
      CREATE TRIGGER remember AFTER DELETE ON tags FOR EACH ROW EXECUTE FUNCTION remember_deleted_tag();
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON deleted_tags
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
      -- every tag that history can name
      CREATE VIEW known_tags AS
        SELECT id, key, name, kind, category FROM tags UNION ALL SELECT id, key, name, kind, category FROM deleted_tags`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW known_tags;
      DROP TRIGGER remember ON tags;
      DROP FUNCTION remember_deleted_tag;
      DROP TABLE deleted_tags;
      ALTER TABLE suggestions ADD CONSTRAINT suggestions_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES tags NOT VALID;
      ALTER TABLE flow_versions ADD CONSTRAINT flow_versions_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES flows NOT VALID;
      ALTER TABLE flow_versions DROP COLUMN glossary`);
  }
}
