import type { Head } from '../../formats/document.ts';
import { asObject, asString, type Members, member } from '../../formats/schema.ts';
import { awsAnswer } from '../shared/aws-answer.ts';

const TYPE = /^(AWS|Alexa|Custom)::|^[A-Z]\w+::\w+::\w+/;

/** A template: it says its version, or its first resource has a type of CloudFormation's. */
export function isTemplate(head: Head): boolean {
  const root = asObject(head.json ?? head.yaml);
  if (!root) {
    // Broken YAML is to be refused with its line, rather than as an unknown format.
    return head.shape !== 'json' && /^["']?AWSTemplateFormatVersion["']?\s*:/m.test(head.text);
  }
  return bodyOf(root) !== undefined;
}

/** The template in a document: itself, or what `get-template` answers. */
export function bodyOf(root: Members): { body: Members; path: readonly string[] } | undefined {
  const answered = asObject(root.TemplateBody);
  const body = answered ?? root;
  const path = answered ? ['TemplateBody'] : [];
  if (asString(body.AWSTemplateFormatVersion)) return { body, path };
  if (/^AWS::Serverless/.test(asString(body.Transform) ?? '')) return { body, path };
  const resources = Object.values(asObject(body.Resources) ?? {});
  return resources.slice(0, 3).some((each) => TYPE.test(asString(member(each, 'Type')) ?? ''))
    ? { body, path }
    : undefined;
}

/** The answer about one resource's drift, or about the drift detection of a stack. */
export function isDetection(head: Head): boolean {
  const answer = awsAnswer(head);
  if (!answer) return false;
  if ('StackResourceDriftStatus' in (asObject(answer.StackResourceDrift) ?? {})) return true;
  return 'StackDriftDetectionId' in answer && 'DetectionStatus' in answer;
}
