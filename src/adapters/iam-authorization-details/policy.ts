import { asArray, asObject, asString, asStrings, type Members } from '../../formats/schema.ts';
import { objectsOf } from '../shared/products.ts';

/** The policy that AWS keeps for administrators, in every partition. */
const ADMINISTRATOR = /^arn:[^:]+:iam::aws:policy\/AdministratorAccess$/;

/** A statement that allows everything on everything. */
export function allowsEverything(document: unknown): boolean {
  return statementsOf(document).some(
    (statement) =>
      statement.Effect === 'Allow' &&
      asStrings(statement.Action).some((action) => action === '*' || action === '*:*') &&
      asStrings(statement.Resource).includes('*') &&
      !restricted(statement),
  );
}

/** A trust policy that lets any principal of AWS in, without a condition. */
export function trustsAnyone(document: unknown): boolean {
  return statementsOf(document).some((statement) => {
    if (statement.Effect !== 'Allow' || restricted(statement)) return false;
    const principal = statement.Principal;
    return principal === '*' || asStrings(asObject(principal)?.AWS).includes('*');
  });
}

function restricted(statement: Members): boolean {
  return Object.keys(asObject(statement.Condition) ?? {}).length > 0;
}

/** Statements of a policy document: an object, or its JSON with or without URL encoding, as the API has it. */
function statementsOf(document: unknown): readonly Members[] {
  const policy = asObject(typeof document === 'string' ? parsed(document) : document);
  const statement = policy?.Statement;
  return objectsOf(Array.isArray(statement) ? statement : [statement]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trimStart().startsWith('{') ? text : decodeURIComponent(text));
  } catch {
    return undefined; // an odd document allows nothing that we could tell
  }
}

/** Documents of inline policies (`UserPolicyList`, `RolePolicyList`, `GroupPolicyList`). */
export function inlineDocuments(list: unknown): readonly unknown[] {
  return asArray(list).map((policy) => asObject(policy)?.PolicyDocument);
}

/** ARNs of attached policies. */
export function attachedArns(list: unknown): readonly string[] {
  return asArray(list).flatMap((policy) => asString(asObject(policy)?.PolicyArn) ?? []);
}

/** What makes an administrator, gathered before identities are read: they may stand before it. */
export interface Admins {
  /** ARNs of managed policies that allow everything. */
  readonly policies: ReadonlySet<string>;
  /** Names of groups whose members may do everything. */
  readonly groups: ReadonlySet<string>;
}

/** Whether attached and inline policies make an administrator. */
export function isAdmin(attached: unknown, inline: unknown, policies: ReadonlySet<string>): boolean {
  return (
    attachedArns(attached).some((arn) => ADMINISTRATOR.test(arn) || policies.has(arn)) ||
    inlineDocuments(inline).some(allowsEverything)
  );
}

/** The document of a managed policy's default version. */
export function defaultDocument(policy: Members): unknown {
  const versions = objectsOf(policy.PolicyVersionList);
  return (versions.find((version) => version.IsDefaultVersion === true) ?? versions[0])?.Document;
}
