import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A role, too, may look after customers until one of its people takes them. */
export class OwnerRoles1700000400000 implements MigrationInterface {
  name = 'OwnerRoles1700000400000';

  async up(runner: QueryRunner): Promise<void> {
    // of owner_kind 'role', which has no id
    await runner.query('ALTER TABLE customers ADD COLUMN owner_role text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE customers SET owner_kind = NULL WHERE owner_kind = 'role';
      ALTER TABLE customers DROP COLUMN owner_role`);
  }
}
