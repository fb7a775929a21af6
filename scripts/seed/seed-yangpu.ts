import type { Unit } from '@duwen/shared/codebook';
import { findCampaign, findGroup } from '@duwen/server/campaigns/find-campaign';
import { setStatus } from '@duwen/server/campaigns/status';
import { prepareResponse, type PreparedResponse } from '@duwen/server/collection/prepare-response';
import { publishedVersion, type CompiledVersion } from '@duwen/server/questionnaires/versions';
import { Responses } from '@duwen/server/store/responses';
import { Units } from '@duwen/server/store/units';
import { generateSubmissions, type GeneratedSubmission } from '#seeds/yangpu-2019/index';
import { createDemoDraft, removeDemoRounds, type DemoDraft } from './demo-campaign.js';

/** Few enough that a batch is small in memory, many enough that the store syncs rarely. */
const BATCH = 1000;

export interface SeedOptions {
  readonly responses: number;
  readonly seed: number;
  /** Told after every batch, and at the start with 0. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes the synthetic Yangpu round in the connected store, in place of a demo round that is there. Every submission is
 * checked and coded as a real one would be. The round is opened last; until then it is a draft, which the next seeding
 * replaces.
 *
 * @returns the campaign's id
 * @throws Error when a generated submission is refused: the generator and the questionnaires do not agree
 */
export async function seedYangpu({ responses, seed, onProgress }: SeedOptions): Promise<string> {
  onProgress?.(0, responses);
  await removeDemoRounds();
  const draft = await createDemoDraft(responses);
  const prepare = await preparation(draft);
  let written: Promise<unknown> = Promise.resolve();
  let done = 0;
  for (const batch of batches(generateSubmissions({ seed, responses }))) {
    const documents = batch.map(prepare);
    // One batch is written while the next is generated; never more, so memory stays bounded.
    await written;
    onProgress?.(done, responses);
    written = insert(documents);
    done += documents.length;
  }
  await written;
  onProgress?.(done, responses);
  await setStatus(draft.id, 'open');
  return draft.id;
}

function* batches(submissions: Iterable<GeneratedSubmission>): Generator<GeneratedSubmission[]> {
  let batch: GeneratedSubmission[] = [];
  for (const submission of submissions) {
    batch.push(submission);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function insert(responses: readonly PreparedResponse[]): Promise<unknown> {
  const storedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
  const documents = responses.map((response) => ({ ...response, storedAt }));
  // Past mongoose's casting, as the route does: prepareResponse has made every value.
  const written = Responses.collection.insertMany(documents as never, { ordered: false });
  // Awaited a batch later; a failure must not count as unhandled until then.
  written.catch(() => undefined);
  return written;
}

/** The route's own way from a submission to a response, with everything it needs looked up once. */
async function preparation(draft: DemoDraft): Promise<(generated: GeneratedSubmission) => PreparedResponse> {
  const document = await findCampaign(draft.id);
  const roster = await Units.find({ campaign: document._id }).lean();
  const units = new Map<string, Unit>(roster.map((unit) => [unit.code, unit as unknown as Unit]));
  const versions = new Map<string, CompiledVersion>();
  for (const [group, name] of draft.versions) {
    const version = await publishedVersion(document._id, name);
    if (!version) throw new Error(`The version ${name} was published, and is not there.`);
    versions.set(group, version);
  }
  return ({ group, submission, submittedAt }) => {
    const version = versions.get(group);
    if (!version) throw new Error(`The group ${group} has no published version.`);
    const prepared = prepareResponse(
      { ...submission, version: version.version },
      {
        campaign: document._id,
        group: findGroup(document, group),
        unit: submission.unit === null ? null : (units.get(submission.unit) ?? null),
        version,
        submittedAt,
      },
    );
    if (prepared.ok) return prepared.response;
    const why = prepared.code === 'answers-invalid' ? JSON.stringify(prepared.answers) : prepared.code;
    throw new Error(`A generated submission of ${group} was refused: ${why}`);
  };
}
