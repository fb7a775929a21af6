import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { EvidenceAnswer } from '@duwen/shared/api';
import type { SectionEvidence } from '@duwen/shared/evidence';
import { call } from '../../ui/api-client';
import { campaignKey, campaignPath } from '../campaigns/campaign-data';

/** All sections at once: figures of every item by group, stage and street take the server a moment the first time. */
const TIMEOUT_MS = 60_000;

export function useEvidence(id: string): UseQueryResult<EvidenceAnswer> {
  return useQuery({
    queryKey: [...campaignKey(id), 'evidence'],
    queryFn: ({ signal }) =>
      call<EvidenceAnswer>(campaignPath(id, '/evidence'), { signal, timeoutMs: TIMEOUT_MS }),
  });
}

export interface EvidencePart {
  readonly part: SectionEvidence['part'];
  readonly sections: readonly SectionEvidence[];
}

/** Sections under their parts, in the report's order. */
export function byPart(sections: readonly SectionEvidence[]): EvidencePart[] {
  const parts = new Map<string, { part: SectionEvidence['part']; sections: SectionEvidence[] }>();
  for (const section of sections) {
    const known = parts.get(section.part.code) ?? { part: section.part, sections: [] };
    known.sections.push(section);
    parts.set(section.part.code, known);
  }
  return [...parts.values()];
}
