/** Which questionnaire the address asks for. */
export type Address =
  | { readonly kind: 'link'; readonly code: string }
  | { readonly kind: 'preview'; readonly campaign: string; readonly group: string }
  | { readonly kind: 'none' };

/** Reads `/r/CODE` (capitals make no difference) and `/preview/CAMPAIGN/GROUP`. */
export function addressOf(pathname: string): Address {
  const [room, first, second] = pathname.split('/').filter(Boolean).map(decode);
  if (room === 'r' && first) return { kind: 'link', code: first.trim().toLowerCase() };
  if (room === 'preview' && first && second) return { kind: 'preview', campaign: first, group: second };
  return { kind: 'none' };
}

/**
 * The code in what someone typed or pasted: a code with spaces or full-width letters, or a whole link.
 *
 * @returns null when there is none
 */
export function codeFromInput(input: string): string | null {
  const text = input.normalize('NFKC').trim();
  const inLink = /\/r\/([^/?#\s]+)/.exec(text)?.[1];
  const code = (inLink ? decode(inLink) : text).replace(/[\s-]/g, '');
  return /^[A-Za-z0-9_]{1,64}$/.test(code) ? code : null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
