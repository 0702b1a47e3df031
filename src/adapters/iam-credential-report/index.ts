import { asObject, asString } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, LIKELY } from '../adapter.ts';
import { awsAnswer } from '../shared/aws-answer.ts';
import { about } from './about.ts';
import { readCredentialReport } from './read.ts';

/** Columns that only this report has together. */
const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'mfa_active',
  'access_key_1_active',
];

export const adapter: Adapter = {
  id: 'iam-credential-report',
  about,
  title: 'AWS IAM credential report',
  aspects: ['access'],
  detect(head) {
    const columns = head.columns;
    if (columns && COLUMNS.every((name) => columns.includes(name))) return CERTAIN;
    const answer = awsAnswer(head);
    if (asString(answer?.ReportFormat) === 'text/csv' && 'GeneratedTime' in (answer ?? {})) return CERTAIN;
    const content = asString(answer?.Content) ?? asString(asObject(answer?.Content)?.data);
    // `user,arn,` in plain text and in base64
    return content && /^(user,arn,|dXNlcixhcm4s)/.test(content) ? LIKELY : 0;
  },
  read: readCredentialReport,
};
