import type { DepartmentUse } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

/** Below it, in it, owned by it, rules that tell it something, and the record of what it was lent or asked for, which stays. */
const USES = `SELECT
  (SELECT count(*) FROM departments WHERE parent_id = $1)::int AS departments,
  (SELECT count(*) FROM department_roles WHERE department_id = $1)::int AS people,
  (SELECT count(*) FROM flows WHERE department_id = $1)::int AS flows,
  (SELECT count(*) FROM flows f LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
     WHERE f.department_id IS DISTINCT FROM $1 AND (
       jsonb_path_exists(f.draft, $2::jsonpath, $3) OR jsonb_path_exists(v.flow, $2::jsonpath, $3)))::int AS rules,
  ((SELECT count(*) FROM tags WHERE owner_department_id = $1)
     + (SELECT count(*) FROM tag_groups WHERE owner_department_id = $1))::int AS tags,
  ((SELECT count(*) FROM shares WHERE department_id = $1)
     + (SELECT count(*) FROM share_requests WHERE department_id = $1))::int AS shares,
  (SELECT count(*) FROM customers WHERE owner_kind = 'department' AND owner_id = $1)::int AS customers,
  (SELECT count(*) FROM api_keys WHERE department_id = $1 AND revoked_at IS NULL)::int AS keys`;

const RECIPIENT = '$.** ? (@.kind == "department" && @.id == $id)';

/** What keeps a department from being deleted, with how many of each; empty when nothing does. */
export async function departmentUses(
  client: Pick<ClientBase, 'query'>,
  id: string,
): Promise<Partial<Record<DepartmentUse, number>>> {
  const { rows } = await client.query<Record<DepartmentUse, number>>(USES, [id, RECIPIENT, JSON.stringify({ id })]);
  return Object.fromEntries(Object.entries(rows[0]).filter(([, count]) => count > 0));
}
