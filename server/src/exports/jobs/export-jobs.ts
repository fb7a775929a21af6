import { randomUUID } from 'node:crypto';
import type { Types } from 'mongoose';
import type { ExportJob, ExportRequest } from '@duwen/shared/api';
import type { SignedInUser } from '../../http/guards.js';
import { problem } from '../../http/problem.js';
import { ExportJobs, ExportLog, type ExportJobDocument } from '../../store/export-jobs.js';
import { removeParts } from './job-file.js';

/** How long a job and its file are kept. */
export const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** Jobs of one person that may wait or run at the same time. */
const MOST_WAITING = 5;

/** Whether a kind of export tells of single respondents: an admin's, and logged. */
export const isRespondentLevel = (kind: ExportRequest['kind']): boolean => kind !== 'workbook';

/** @throws 403 `forbidden` where a kind is not for this person */
export function requireRight({ role }: SignedInUser, kind: ExportRequest['kind']): void {
  if (isRespondentLevel(kind) && role !== 'admin') throw problem('forbidden', 403);
}

/**
 * Puts an export in the queue.
 *
 * @throws 403 `forbidden`; 429 `too-many-exports`
 */
export async function createJob(
  campaign: Types.ObjectId,
  user: SignedInUser,
  request: ExportRequest,
): Promise<ExportJob> {
  requireRight(user, request.kind);
  const waiting = await ExportJobs.countDocuments({ user: user.id, state: { $in: ['queued', 'running'] } });
  if (waiting >= MOST_WAITING) throw problem('too-many-exports', 429);
  const now = Date.now();
  const job: ExportJobDocument = {
    ...request,
    _id: randomUUID(),
    campaign,
    user: user.id,
    username: user.username,
    state: 'queued',
    progress: 0,
    bytes: 0,
    name: null,
    attempt: 0,
    tries: 0,
    lease: null,
    createdAt: new Date(now),
    finishedAt: null,
    expires: new Date(now + KEPT_MS),
  };
  // First the record, then the deed.
  await record(job, user, 'asked');
  await ExportJobs.create(job);
  return jobAnswer(job);
}

/** Notes who asked for respondents' data or took them away. */
export async function record(
  { _id: job, campaign, kind, format }: ExportJobDocument,
  { id, username }: SignedInUser,
  what: 'asked' | 'downloaded',
): Promise<void> {
  if (!isRespondentLevel(kind)) return;
  await ExportLog.create({ campaign, job, user: id, username, kind, format, what, at: new Date() });
}

const visibleTo = ({ id, role }: SignedInUser) => (role === 'admin' ? {} : { user: id });

/** A campaign's exports that a person may see, the newest first. */
export async function listJobs(campaign: Types.ObjectId, user: SignedInUser): Promise<ExportJob[]> {
  const jobs = await ExportJobs.find({ campaign, ...visibleTo(user), expires: { $gt: new Date() } })
    .sort({ createdAt: -1 })
    .lean<ExportJobDocument[]>();
  return jobs.map(jobAnswer);
}

/** @throws 404 `not-found` for a job that is not there, has expired, or is not this person's to see */
export async function findJob(
  campaign: Types.ObjectId,
  id: string,
  user: SignedInUser,
): Promise<ExportJobDocument> {
  const job = await ExportJobs.findOne({
    _id: id,
    campaign,
    ...visibleTo(user),
    expires: { $gt: new Date() },
  }).lean<ExportJobDocument>();
  if (!job) throw problem('not-found', 404);
  return job;
}

/**
 * Ends a job that waits or runs; removes one that has ended, with its file.
 * @throws 404 `not-found`
 */
export async function removeJob(campaign: Types.ObjectId, id: string, user: SignedInUser): Promise<void> {
  const { _id } = await findJob(campaign, id, user);
  const cancelled = await ExportJobs.updateOne(
    { _id, state: { $in: ['queued', 'running'] } },
    { $set: { state: 'cancelled', lease: null, bytes: 0, finishedAt: new Date() } },
  );
  // Whoever works on it sees within a second that it is no longer his, and clears what he wrote.
  if (cancelled.modifiedCount === 0) await ExportJobs.deleteOne({ _id });
  await removeParts(_id);
}

export const jobAnswer = (job: ExportJobDocument): ExportJob => ({
  id: job._id,
  kind: job.kind,
  format: job.format,
  locale: job.locale,
  state: job.state,
  progress: job.progress,
  bytes: job.bytes,
  name: job.name,
  username: job.username,
  createdAt: job.createdAt.toISOString(),
  finishedAt: job.finishedAt?.toISOString() ?? null,
  expiresAt: job.expires.toISOString(),
});
