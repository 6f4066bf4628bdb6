import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments become a tree, people have a role in each of theirs, and sessions and API keys act in one of them. */
export class Departments1700001000000 implements MigrationInterface {
  name = 'Departments1700001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TREE);
    await runner.query(ROLES);
  }

  /** The former release knows one role for each person: the first. Who has none gets one that nobody knows, which opens nothing. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN role text, ADD COLUMN department_id bigint REFERENCES departments;
      UPDATE users u SET role = r.role, department_id = r.department_id
        FROM (SELECT DISTINCT ON (user_id) user_id, role, department_id FROM department_roles ORDER BY user_id, id) r
        WHERE r.user_id = u.id;
      UPDATE users SET role = 'none' WHERE role IS NULL;
      ALTER TABLE users ALTER COLUMN role SET NOT NULL;
      DROP INDEX sessions_user;
      ALTER TABLE sessions DROP COLUMN acting;
      DROP TABLE department_roles;
      -- the former release would let a key of a department act everywhere
      UPDATE api_keys SET revoked_at = now() WHERE department_id IS NOT NULL AND revoked_at IS NULL;
      ALTER TABLE api_keys DROP COLUMN department_id;
      DROP TRIGGER bump ON departments;
      DROP INDEX departments_name;
      ALTER TABLE departments DROP COLUMN parent_id, DROP COLUMN revision;
      CREATE TRIGGER bump AFTER INSERT OR DELETE OR UPDATE OF name, time_zone ON departments
        FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version()`);
  }
}

const TREE = `
  ALTER TABLE departments ADD COLUMN parent_id bigint REFERENCES departments,
    ADD COLUMN revision int NOT NULL DEFAULT 1, ADD CHECK (parent_id <> id);
  -- names were free until now
  UPDATE departments d SET name = left(d.name, 40) || ' (' || d.key || ')'
    WHERE EXISTS (SELECT FROM departments o WHERE lower(btrim(o.name)) = lower(btrim(d.name)) AND o.id < d.id);
  CREATE UNIQUE INDEX departments_name ON departments (coalesce(parent_id, 0), lower(btrim(name)));
  CREATE INDEX departments_parent ON departments (parent_id);
  -- what one sees depends on where one stands in the tree
  DROP TRIGGER bump ON departments;
  CREATE TRIGGER bump AFTER INSERT OR DELETE OR UPDATE OF name, time_zone, parent_id ON departments
    FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();`;

const ROLES = `
  CREATE TABLE department_roles (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    -- null is the whole organisation
    department_id bigint REFERENCES departments,
    role text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX department_roles_once ON department_roles (user_id, coalesce(department_id, 0));
  CREATE INDEX department_roles_department ON department_roles (department_id);
  INSERT INTO department_roles (user_id, department_id, role, created_at)
    SELECT id, department_id, role, created_at FROM users ORDER BY id;
  ALTER TABLE users DROP COLUMN role, DROP COLUMN department_id;
  -- the role that a session acts in; null is the first
  ALTER TABLE sessions ADD COLUMN acting bigint REFERENCES department_roles ON DELETE SET NULL;
  CREATE INDEX sessions_acting ON sessions (acting);
  CREATE INDEX sessions_user ON sessions (user_id);
  ALTER TABLE api_keys ADD COLUMN department_id bigint REFERENCES departments;`;
