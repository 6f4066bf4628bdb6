/** The role that the application works as; the migrations made it, and gave it no table. */
const APP_ROLE = 'tagloom_app';
const SYSTEM = '-c tagloom.scope=system';

/**
 * The address under which the application connects: as a role that owns nothing, so that row-level security holds for it.
 * `system` is for work that no single viewer asked for; without it a connection sees no scoped row until it names a viewer.
 */
export function appUrl(url: string, scope: 'system' | 'viewer'): string {
  return withOptions(url, scope === 'system' ? [`-c role=${APP_ROLE}`, SYSTEM] : [`-c role=${APP_ROLE}`]);
}

/** The address for migrations: as whoever signs in, who owns the tables and sees all rows of them. */
export const ownerUrl = (url: string): string => withOptions(url, [SYSTEM]);

function withOptions(url: string, added: readonly string[]): string {
  const address = new URL(url);
  const options = [address.searchParams.get('options'), ...added];
  address.searchParams.set('options', options.filter((option) => option !== null).join(' '));
  // URLSearchParams writes a space as «+», which is no space to PostgreSQL's drivers
  address.search = address.search.replaceAll('+', '%20');
  return address.href;
}
