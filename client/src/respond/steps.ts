/** Where a respondent is. The address's hash says it, so that Back goes one step back and a reload stays. */
export type Step =
  | { readonly at: 'welcome' }
  | { readonly at: 'unit' }
  /** `page` is the name of the questionnaire's page; null for the first one shown. */
  | { readonly at: 'page'; readonly page: string | null }
  | { readonly at: 'review' }
  | { readonly at: 'done' };

/** `''`, `#unit`, `#page`, `#page/NAME`, `#review`, `#done`. */
export function hashOf(step: Step): string {
  if (step.at === 'welcome') return '';
  if (step.at === 'page' && step.page !== null) return `#page/${encodeURIComponent(step.page)}`;
  return `#${step.at}`;
}

/** The step of a hash; anything unknown is the welcome page. */
export function stepOf(hash: string): Step {
  const [at, name] = hash.replace(/^#/, '').split('/');
  if (at === 'page') return { at, page: name ? decoded(name) : null };
  if (at === 'unit' || at === 'review' || at === 'done') return { at };
  return { at: 'welcome' };
}

function decoded(name: string): string | null {
  try {
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}

/**
 * The steps that lie before `target`, for the history of someone who resumes there: Back then leads through the
 * questionnaire instead of out of it.
 *
 * @param pages names of the pages shown, in order
 */
export function pathTo(target: Step, hasUnit: boolean, pages: readonly string[]): Step[] {
  const path: Step[] = [{ at: 'welcome' }];
  if (target.at === 'welcome') return path;
  if (hasUnit) path.push({ at: 'unit' });
  if (target.at === 'unit') return path;
  const last = target.at === 'page' ? Math.max(0, pages.indexOf(target.page ?? '')) : pages.length - 1;
  for (const page of pages.slice(0, last + 1)) path.push({ at: 'page', page });
  if (target.at === 'review') path.push(target);
  return path;
}
