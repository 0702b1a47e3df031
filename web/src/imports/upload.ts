import type { ImportAnswer, JobAnswer, ProblemAnswer } from '../../../src/server/api.ts';
import { ProblemError, readProblem } from '../api/problem.ts';
import { address, request } from '../api/request.ts';
import { text } from '../text.ts';

export interface UploadOptions {
  name: string;
  system: string | undefined;
  happened: string | undefined;
  map?: string | undefined;
  /** Hears the share of the bytes that are sent, 0 to 1. */
  onSent: (share: number) => void;
  /** Hears how many records of a large file are read. */
  onRecords: (records: number) => void;
  signal: AbortSignal;
}

const PAUSE = 500;

/**
 * Hands one file in. XMLHttpRequest, because fetch does not tell how much of a body is sent.
 * @throws ProblemError for a refusal; DOMException `AbortError` where it was cancelled; Error where the server
 * could not be reached.
 */
export async function upload(file: File, options: UploadOptions): Promise<ImportAnswer> {
  const answer = await sendFile(file, options);
  return 'status' in answer ? answer : followed(answer, options);
}

/** A large file is imported by a job, which is followed to its end. */
async function followed(job: JobAnswer, { signal, onRecords }: UploadOptions): Promise<ImportAnswer> {
  const url = address(`/jobs/${job.id}`);
  const stop = () => void request(url, { method: 'DELETE' }).catch(() => undefined);
  signal.addEventListener('abort', stop);
  const hear = ({ progress }: JobAnswer) => {
    if (typeof progress === 'object' && progress !== null && 'records' in progress)
      onRecords(Number(progress.records));
  };
  try {
    // Where something between does not let streams through, it is asked again and again.
    const { state, result } = await listened(address(`/jobs/${job.id}/events`), hear).catch(() =>
      polled(url, hear),
    );
    // What a job of this kind comes to is what the server would have answered at once.
    if (state === 'done') return result as ImportAnswer;
    if (state === 'failed') throw new ProblemError(result as ProblemAnswer);
    throw new DOMException(text.evidence.cancelled, 'AbortError');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const ENDED: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

/** The job once it ended, as the server says it. @throws Error where no stream can be had */
function listened(url: string, hear: (job: JobAnswer) => void): Promise<JobAnswer> {
  return new Promise((resolve, reject) => {
    const stream = new EventSource(url);
    stream.addEventListener('job', ({ data }) => {
      // The server validates what it sends against the same type.
      const job = JSON.parse(data) as JobAnswer;
      hear(job);
      if (!ENDED.has(job.state)) return;
      stream.close();
      resolve(job);
    });
    stream.onerror = () => {
      if (stream.readyState === EventSource.CLOSED) reject(new Error(text.errors.unreachable));
    };
  });
}

async function polled(url: string, hear: (job: JobAnswer) => void): Promise<JobAnswer> {
  for (;;) {
    const job = await request<JobAnswer>(url);
    hear(job);
    if (ENDED.has(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function sendFile(file: File, options: UploadOptions): Promise<ImportAnswer | JobAnswer> {
  const { name, system, happened, map, onSent, signal } = options;
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    const abort = () => call.abort();
    call.open('POST', address('/imports', { name, system, happened, map }));
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.setRequestHeader('accept', 'application/json');
    call.upload.onprogress = (event) => onSent(event.lengthComputable ? event.loaded / event.total : 0);
    call.upload.onload = () => onSent(1);
    call.onload = () => {
      if (call.status < 200 || call.status > 299)
        reject(new ProblemError(readProblem(call.status, call.responseText)));
      // The server validates what it sends against the same type.
      else resolve(JSON.parse(call.responseText) as ImportAnswer | JobAnswer);
    };
    call.onerror = () => reject(new Error(text.errors.unreachable));
    call.onabort = () => reject(new DOMException(text.evidence.cancelled, 'AbortError'));
    call.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    call.send(file);
  });
}
