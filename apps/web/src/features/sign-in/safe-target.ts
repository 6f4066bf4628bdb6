/** Where to go after signing in: a path of this site, never another one. */
export function safeTarget(to: string | undefined): string {
  if (!to || !/^\/(?![/\\])/.test(to) || to.startsWith('/sign-in')) return '/';
  return to;
}
