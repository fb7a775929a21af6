import type { Finding } from '@duwen/shared/evidence';
import type { MethodAnchor } from '../methods/method-anchors';

/** The methods behind a finding's sentences and its mark, in the order in which they speak. */
export function findingMethods({ kind, options, test, groups }: Finding): MethodAnchor[] {
  if (kind === 'street' || kind === 'stage') {
    return ['design-interval', 'clustered-difference', 'holm', 'effect-size', 'judgement'];
  }
  if (kind === 'school') return ['wilson', 'funnel-test', 'holm', 'judgement'];
  if (kind === 'choices') return options.length > 0 ? ['wilson'] : ['describe'];
  const clustered = groups.some(({ favourable }) => favourable?.method === 'design');
  const anchors: MethodAnchor[] = ['favourable', clustered ? 'design-interval' : 'wilson'];
  if (groups.some(({ favourable, bounds }) => !favourable && bounds)) anchors.push('withheld');
  if (isRecommendation(options)) anchors.push('nps');
  if (test) {
    const tested = test.method === 'fisherExact' ? 'fisher' : clustered ? 'effective-counts' : 'chi-squared';
    anchors.push('newcombe', tested, 'effect-size');
  }
  return [...anchors, 'judgement'];
}

/** A scale from 0 to 10, of which a net promoter score is taken. */
const isRecommendation = (options: Finding['options']): boolean =>
  options.filter(({ score }) => score !== null).length === 11;
