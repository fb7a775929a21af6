import type { LinkInfo } from '@duwen/shared/api';

type Group = LinkInfo['group'];

/**
 * Pupils who may be under 14, whose guardians must consent (Personal Information Protection Law, article 31): groups named for
 * students, unless all their stages come after junior secondary.
 */
export function isPupils(group: Group): boolean {
  if (!/^(student|pupil)/.test(group.code)) return false;
  const stages = group.units?.stages ?? [];
  return stages.length === 0 || stages.some((stage) => stage !== 'senior' && stage !== 'vocational');
}

/** Guardians may answer once for each child. */
export function isParents(group: Group): boolean {
  return /^(parent|guardian)/.test(group.code);
}
