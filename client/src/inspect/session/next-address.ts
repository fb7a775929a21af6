/** Where to go after signing in: only an address of this site's own, never another's. */
export function nextAddress(next: string | null): string {
  if (!next || !next.startsWith('/') || /^\/[/\\]/.test(next)) return '/';
  return next;
}
