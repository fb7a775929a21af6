/** Where to go after signing in: only an address of this site's own, never another's. */
export function nextAddress(next: string | null): string {
  // Browsers leave tabs and line ends out of an address: what stands before them could become `//elsewhere`.
  if (!next || !next.startsWith('/') || /^\/[/\\]|[\t\n\r]/.test(next)) return '/';
  return next;
}
