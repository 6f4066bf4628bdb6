import type { LiveShare, SharedTag, SharingFacts } from '@tagloom/access';
import { SHARE_LEVELS, TAG_SCOPES } from '@tagloom/contracts';
import fc from 'fast-check';
import type { Pool } from 'pg';

const HOUR = 3_600_000;

/** Departments, groups, tags and shares by index; `null` parents are roots. */
export interface World {
  departments: (number | null)[];
  groups: (number | null)[];
  tags: { scope: SharedTag['scope']; owner: number | null; group: number | null }[];
  shares: {
    tag: number | null;
    group: number | null;
    department: number;
    level: LiveShare['level'];
    until: Date | null;
  }[];
}

/** An index below `length`, or none. */
const indexBelow = (length: number) => (length === 0 ? fc.constant(null) : fc.option(fc.nat(length - 1)));
/** A tree: each node hangs below an earlier one, or is a root. */
const tree = (size: number) => fc.tuple(...Array.from({ length: size }, (_, index) => indexBelow(index)));

/** Ends lie around `now`, some exactly on it. */
export const arbitraryWorld = (now: Date): fc.Arbitrary<World> =>
  fc.tuple(tree(9), tree(6)).chain(([departments, groups]) =>
    fc
      .array(
        fc.record({
          scope: fc.constantFrom(...TAG_SCOPES),
          owner: indexBelow(departments.length),
          group: indexBelow(groups.length),
        }),
        { minLength: 22, maxLength: 30 },
      )
      .chain((tags) =>
        fc.record({
          departments: fc.constant(departments),
          groups: fc.constant(groups),
          tags: fc.constant(tags),
          shares: fc.uniqueArray(
            fc
              .record({
                onTag: fc.boolean(),
                tag: fc.nat(tags.length - 1),
                group: fc.nat(groups.length - 1),
                department: fc.nat(departments.length - 1),
                level: fc.constantFrom(...SHARE_LEVELS),
                until: fc.option(
                  fc.constantFrom(-HOUR, -1, 0, 1, HOUR).map((offset) => new Date(now.getTime() + offset)),
                ),
              })
              .map(({ onTag, tag, group, ...rest }) => ({
                tag: onTag ? tag : null,
                group: onTag ? null : group,
                ...rest,
              })),
            { minLength: 30, maxLength: 60, selector: ({ tag, group, department }) => `${tag}/${group}/${department}` },
          ),
        }),
      ),
  );

/** Writes the world, one customer who has every tag, and gives it back as the decision in memory reads it. */
export async function writeWorld(pool: Pool, world: World, now: Date): Promise<SharingFacts> {
  const one = async (text: string, values: unknown[]) => (await pool.query<{ id: string }>(text, values)).rows[0].id;
  const departments: string[] = [];
  for (const [index, parent] of world.departments.entries())
    departments.push(
      await one('INSERT INTO departments (key, name, parent_id) VALUES ($1, $1, $2) RETURNING id::text', [
        `d${index}`,
        parent === null ? null : departments[parent],
      ]),
    );
  const people: string[] = [];
  for (const email of ['a', 'b'])
    people.push(
      await one(`INSERT INTO users (email, name, password_hash) VALUES ($1, $1, '') RETURNING id::text`, [email]),
    );
  const groups: number[] = [];
  for (const [index, parent] of world.groups.entries())
    groups.push(
      Number(
        await one(
          `INSERT INTO tag_groups (key, name, category, parent_id) VALUES ($1, '{}', 'basic', $2) RETURNING id`,
          [`g${index}`, parent === null ? null : groups[parent]],
        ),
      ),
    );
  const tags: SharedTag[] = [];
  for (const [index, { scope, owner, group }] of world.tags.entries()) {
    const ownerDepartmentId = owner === null ? null : departments[owner];
    const ownerUserId = scope === 'personal' ? people[index % 2] : null;
    const groupId = group === null ? null : groups[group];
    const id = await one(
      `INSERT INTO tags (key, name, kind, category, search, scope, owner_department_id, owner_user_id, group_id)
       VALUES ($1, '{}', 'flag', 'basic', '', $2, $3, $4, $5) RETURNING id`,
      [`t${index}`, scope, ownerDepartmentId, ownerUserId, groupId],
    );
    tags.push({ id: Number(id), scope, ownerDepartmentId, ownerUserId, groupId });
  }
  await pool.query(
    `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, since)
     SELECT 1, id, 'person', '1', 'x', 'assert', now() FROM tags`,
  );
  await pool.query(
    `INSERT INTO changes (customer_id, tag_id, kind, actor_kind, actor_id, actor_name, held_before, held_after, effective_at)
     SELECT 1, id, 'added', 'person', '1', 'x', false, true, now() FROM tags`,
  );
  await pool.query(
    `INSERT INTO suggestions (customer_id, tag_id, value, flow_id, flow_version, flow_name, delivery_id, created_at)
     SELECT 1, id, 'null', 1, 1, 'x', id, now() FROM tags`,
  );
  const shares: LiveShare[] = [];
  for (const { tag, group, department, level, until } of world.shares) {
    const target = { tagId: tag === null ? null : tags[tag].id, groupId: group === null ? null : groups[group] };
    const id = await one(
      `INSERT INTO shares (tag_id, group_id, department_id, level, purpose, until, granted_by_id, granted_by, granted_at)
       VALUES ($1, $2, $3, $4, '', $5, '1', 'x', $6) RETURNING id::text`,
      [target.tagId, target.groupId, departments[department], level, until, now],
    );
    shares.push({ id, ...target, departmentId: departments[department], level, until: until?.getTime() ?? null });
  }
  return {
    tags,
    groupParents: new Map(groups.map((id, index) => [id, parentOf(groups, world.groups[index])])),
    departmentParents: new Map(departments.map((id, index) => [id, parentOf(departments, world.departments[index])])),
    shares,
  };
}

const parentOf = <K>(ids: readonly K[], index: number | null): K | null => (index === null ? null : ids[index]);

/** History is append-only for everybody but whoever may switch its guard off. */
export async function forgetWorld(pool: Pool): Promise<void> {
  await pool.query(`
    ALTER TABLE changes DISABLE TRIGGER append_only;
    TRUNCATE shares, suggestions, changes, claims, tags, tag_groups, users, departments CASCADE;
    ALTER TABLE changes ENABLE TRIGGER append_only`);
}
