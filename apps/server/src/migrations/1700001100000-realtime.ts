import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells every process, at commit, that something changed. A notification says what it is about and whom it concerns, never what
 * it says. Nothing here is on the path of an event: notifying transactions commit one after the other.
 */
export class Realtime1700001100000 implements MigrationInterface {
  name = 'Realtime1700001100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS);
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER tell ON runs; DROP TRIGGER tell ON inbox_messages; DROP TRIGGER tell ON inbox_reads;
      DROP TRIGGER tell ON sessions; DROP TRIGGER tell ON users; DROP TRIGGER tell ON department_roles; DROP TRIGGER tell ON api_keys;
      DROP FUNCTION tell_topic, tell_row;
      CREATE OR REPLACE FUNCTION bump_catalog_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN UPDATE catalog_state SET version = version + 1; RETURN NULL; END $$`);
  }
}

const FUNCTIONS = `
  CREATE OR REPLACE FUNCTION bump_catalog_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE catalog_state SET version = version + 1;
    PERFORM pg_notify('tagloom', 'definitions');
    RETURN NULL;
  END $$;
  -- for each statement: the topic is the argument
  CREATE FUNCTION tell_topic() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN PERFORM pg_notify('tagloom', TG_ARGV[0]); RETURN NULL; END $$;
  -- for each row: the topic, then whom it concerns, by the columns that the further arguments name
  CREATE FUNCTION tell_row() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    told jsonb;
    payload text := TG_ARGV[0];
  BEGIN
    IF TG_OP = 'DELETE' THEN told := to_jsonb(OLD); ELSE told := to_jsonb(NEW); END IF;
    FOR n IN 1 .. TG_NARGS - 1 LOOP
      payload := payload || ':' || coalesce(told ->> TG_ARGV[n], '');
    END LOOP;
    PERFORM pg_notify('tagloom', payload);
    RETURN NULL;
  END $$;`;

const TRIGGERS = `
  CREATE TRIGGER tell AFTER INSERT OR UPDATE OF status, total, done ON runs FOR EACH STATEMENT EXECUTE FUNCTION tell_topic('runs');
  CREATE TRIGGER tell AFTER INSERT ON inbox_messages FOR EACH ROW EXECUTE FUNCTION tell_row('inbox', 'recipient_kind', 'recipient_id');
  CREATE TRIGGER tell AFTER INSERT ON inbox_reads FOR EACH ROW EXECUTE FUNCTION tell_row('inbox:user', 'user_id');
  -- whose rights are to be looked at again
  CREATE TRIGGER tell AFTER UPDATE OR DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION tell_row('access:person', 'user_id');
  CREATE TRIGGER tell AFTER UPDATE OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION tell_row('access:person', 'id');
  CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON department_roles
    FOR EACH ROW EXECUTE FUNCTION tell_row('access:person', 'user_id');
  CREATE TRIGGER tell AFTER UPDATE OF revoked_at OR DELETE ON api_keys FOR EACH ROW EXECUTE FUNCTION tell_row('access:api', 'id');`;
