import type { RefusalCode } from '../records/refusal.ts';

/** What a kind of refusal means, and what to do about it. */
export interface ProblemWords {
  means: string;
  next: string;
}

/** Every kind of refusal, explained: what `type` of a problem document leads to. Commands stand between backticks. */
export const PROBLEM_WORDS: Readonly<Record<RefusalCode, ProblemWords>> = {
  'too-large': {
    means:
      'A file, a record or an archive is over a limit: bytes, depth, number of entries, or how far an archive unpacks. Limits keep one file from taking the server with it.',
    next: 'Split the export, for example by project or by month, and hand in each part.',
  },
  truncated: {
    means: 'The file ends in the middle: the export or the upload broke off. Nothing of it was kept.',
    next: 'Export it again, see that the tool ended without an error, and hand the whole file in.',
  },
  malformed: {
    means: 'The file breaks the syntax of its own format (JSON, XML, YAML, CSV), at the place that is named.',
    next: 'Look at that place: often a warning of the tool was written into the file. Export it again, to a file of its own.',
  },
  encoding: {
    means: 'The file is no text that can be read: not UTF-8 or UTF-16, or it holds zero bytes.',
    next: 'Save it as UTF-8. A binary file has to be exported as one of the formats that are known: `assay inspect`.',
  },
  doctype: {
    means:
      'The XML has a DOCTYPE. It could make a reader open other files or grow without end, so none is read.',
    next: 'Export without it, or take the line that begins with <!DOCTYPE out.',
  },
  pointer: {
    means: 'This is a pointer of git-lfs or git-annex that stands for the file, and not the file.',
    next: 'Fetch the file with `git lfs pull` or `git annex get`, and hand that in.',
  },
  empty: {
    means: 'There is nothing in the file. An empty file proves nothing: not even that a tool ran.',
    next: 'See why the tool wrote nothing. A run that found nothing still writes a report.',
  },
  unrecognised: {
    means: 'No adapter knows this format.',
    next: 'See with `assay inspect FILE` how close it came. A table can be read with a map of its columns; the page Catalogue lists what is read.',
  },
  invalid: {
    means:
      'The format is known, but this breaks its rules; or the same key was used for two different requests.',
    next: 'Look at the place that is named. Export with a version of the tool that is supported.',
  },
  undated: {
    means:
      'Neither the file nor whoever handed it in says when it happened. The time of the upload is never taken for it: an old report would look new.',
    next: 'Say when: `assay import FILE --happened 2026-11-01`, or under When it happened on the page Evidence.',
  },
  ahead: {
    means:
      'It is dated more than a day after the moment at which it came in. What has not happened proves nothing.',
    next: 'Set the clock of the machine that wrote it, or correct the date that was given with it.',
  },
  unattributed: {
    means:
      'Neither the file nor whoever handed it in says which system it speaks of, and no rule gives it to one.',
    next: 'Say which: `assay import FILE --system NAME`, or add a rule under Administration, Attribution.',
  },
  signature: {
    means: 'What was sent is not signed, or not by whoever knows the secret, or too long ago.',
    next: 'Compare the secret that is set at the sender with the one of the webhook, and the clocks of both.',
  },
  unauthenticated: {
    means:
      'Nobody is signed in, or what was sent to prove who asks does not: unknown, expired or taken back.',
    next: 'Sign in again, or ask an administrator for a new token.',
  },
  forbidden: {
    means:
      'Who you are is known, and what you asked for is not yours to do, with this role, these teams or this token.',
    next: 'Ask an administrator of the organization for the role, the team or a token that may.',
  },
  reauthenticate: {
    means:
      'Who you are is known, but what you sign in with is changed only within five minutes of a proof that it is you: a browser that was left open must not be enough.',
    next: 'Give your password, a code of your authenticator or a passkey once more (`POST /api/v1/account/proof`), or sign in again; then repeat what you did.',
  },
  stale: {
    means:
      'It was changed by somebody else since you read it. Your change would have undone theirs, so nothing was written.',
    next: 'Read it again, and make your change to what it is now.',
  },
  unreachable: {
    means: 'Another machine does not answer, or not in time: a server, a database, a provider of identities.',
    next: 'See that it runs and that nothing between stands in the way, then try again.',
  },
  busy: {
    means: 'Too much was asked for at once.',
    next: 'Wait for as long as `Retry-After` says, then go on more slowly.',
  },
  proof: {
    means:
      'A proof does not hold: a leaf, a statement or a level is not what was signed. Something was changed, or belongs to another log.',
    next: 'Ask for a new bundle and compare the log’s checkpoint with one that you kept. In a store of your own: `assay doctor`.',
  },
  usage: {
    means: 'What was asked for cannot be: a word, a number or a setting is not of the form that is needed.',
    next: 'Change what the place names. Every command explains itself with `--help`, the API in its OpenAPI description.',
  },
  'not-found': {
    means: 'There is no such thing, or it is not yours to know of.',
    next: 'Check the address or the name; it may have been removed.',
  },
  conflict: {
    means:
      'It cannot be done as things stand: it is there already, something else needs it, or it is under way.',
    next: 'Do what the message says first, then try again.',
  },
  model: {
    means: 'The folder that overrides parts of the model does not hold together.',
    next: 'Look at the file and the line that are named. Without `ASSAY_MODEL` the standard model is in force.',
  },
  store: {
    means:
      'The data cannot be read or written: the disk is full, the database is away, or the store is of a newer version.',
    next: 'See with `/readyz` which part it is. Free space or bring the database back, then try again; `assay doctor` looks for damage.',
  },
};
