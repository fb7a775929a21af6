export type * from './finding.js';
export { CUT_OFFS } from './cut-offs.js';
export { sectionEvidence, type EvidenceInput } from './section-evidence.js';
export { placeTables, type PlaceTables, type PlaceTablesInput } from './place-tables.js';
