// Tells additions of the API from breaking changes, from two OpenAPI documents alone: pure, it reads no file.

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/**
 * What changed from one OpenAPI document to a later one, each as a sentence that begins with the operation's id.
 * Breaking is what a client written for the earlier one can trip over; a field is followed in its own direction:
 * a new required field breaks whoever sends it, one that is no longer certain breaks whoever reads it.
 */
export function changesOf(before, after) {
  const found = { breaking: [], added: [] };
  const was = operationsOf(before);
  const is = operationsOf(after);
  for (const [key, operation] of was) {
    const now = is.get(key);
    const name = operation.operationId ?? key;
    if (!now) found.breaking.push(`${name}: the operation is gone (${key})`);
    else compareOperations({ before, after, name, found }, operation, now);
  }
  for (const [key, operation] of is)
    if (!was.has(key)) found.added.push(`${operation.operationId ?? key}: a new operation (${key})`);
  return found;
}

function operationsOf(document) {
  const operations = new Map();
  // The name of a place in a path is nobody's contract: /a/{id} and /a/{system} are the same address.
  for (const [path, methods] of Object.entries(document.paths ?? {}))
    for (const method of METHODS)
      if (methods[method])
        operations.set(`${method.toUpperCase()} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`, methods[method]);
  return operations;
}

function compareOperations(on, was, is) {
  compareParameters(on, was.parameters ?? [], is.parameters ?? []);
  compareBodies(on, was.requestBody, is.requestBody);
  for (const [status, answer] of Object.entries(was.responses ?? {})) {
    const now = is.responses?.[status];
    if (!now) on.found.breaking.push(`${on.name}: no longer answers ${status}`);
    else compareContents({ ...on, sent: false }, `answer ${status}`, answer.content, now.content);
  }
  for (const status of Object.keys(is.responses ?? {}))
    if (!was.responses?.[status]) on.found.added.push(`${on.name}: can answer ${status}`);
}

function compareParameters(on, was, is) {
  const keyOf = (each) => `${each.in} ${each.name}`;
  const earlier = new Map(was.filter((each) => each.in !== 'path').map((each) => [keyOf(each), each]));
  const later = new Map(is.filter((each) => each.in !== 'path').map((each) => [keyOf(each), each]));
  for (const [key, each] of earlier) {
    const now = later.get(key);
    if (!now) on.found.breaking.push(`${on.name}: the parameter "${key}" is gone`);
    else {
      if (now.required && !each.required)
        on.found.breaking.push(`${on.name}: the parameter "${key}" is required now`);
      compareSchemas({ ...on, sent: true, seen: new Set() }, key, each.schema, now.schema);
    }
  }
  for (const [key, each] of later) {
    if (earlier.has(key)) continue;
    if (each.required) on.found.breaking.push(`${on.name}: the new parameter "${key}" is required`);
    else on.found.added.push(`${on.name}: a new parameter "${key}"`);
  }
}

function compareBodies(on, was, is) {
  if (was && !is) on.found.breaking.push(`${on.name}: takes no body any more`);
  if (is?.required && !was?.required) on.found.breaking.push(`${on.name}: a body is required now`);
  else if (is && !was) on.found.added.push(`${on.name}: takes a body`);
  if (was && is) compareContents({ ...on, sent: true }, 'body', was.content, is.content);
}

function compareContents(on, place, was = {}, is = {}) {
  for (const [type, { schema }] of Object.entries(was)) {
    if (!is[type]) on.found.breaking.push(`${on.name}: ${place}: ${type} is gone`);
    else compareSchemas({ ...on, seen: new Set() }, place, schema, is[type].schema);
  }
  for (const type of Object.keys(is))
    if (!was[type]) on.found.added.push(`${on.name}: ${place}: ${type} as well`);
}

function compareSchemas(on, place, earlier, later) {
  if (earlier?.$ref && later?.$ref) {
    const pair = `${earlier.$ref} ${later.$ref}`;
    if (on.seen.has(pair)) return;
    on.seen.add(pair);
  }
  const was = resolved(on.before, earlier);
  const is = resolved(on.after, later);
  if (!was || !is) return;
  compareTypes(on, place, was, is);
  compareValues(on, place, valuesOf(was), valuesOf(is));
  compareFields(on, place, was, is);
  if (was.items && is.items) compareSchemas(on, `${place}[]`, was.items, is.items);
  for (const choice of ['anyOf', 'oneOf', 'allOf'])
    if (was[choice] && is[choice]) compareChoices(on, place, was[choice], is[choice]);
}

function compareTypes(on, place, was, is) {
  const before = [was.type ?? []].flat();
  const now = [is.type ?? []].flat();
  if (before.length === 0 || now.length === 0) return;
  // Every integer is a number, so whoever reads numbers can read integers, and whoever sends them may send more.
  const fits = (type, all) => all.includes(type) || (type === 'integer' && all.includes('number'));
  const lost = on.sent
    ? before.filter((each) => !fits(each, now))
    : now.filter((each) => !fits(each, before));
  if (lost.length > 0)
    on.found.breaking.push(`${on.name}: ${place} was ${before.join(' or ')} and is ${now.join(' or ')}`);
}

function compareValues(on, place, was, is) {
  if (!was && is && on.sent) on.found.breaking.push(`${on.name}: ${place} takes only ${is.join(', ')} now`);
  if (!was || !is) return;
  for (const each of was)
    if (!is.includes(each))
      on.found.breaking.push(`${on.name}: ${place} can no longer be ${JSON.stringify(each)}`);
  for (const each of is)
    if (!was.includes(each)) on.found.added.push(`${on.name}: ${place} can be ${JSON.stringify(each)}`);
}

function compareFields(on, place, was, is) {
  if (!was.properties || !is.properties) return;
  const certain = (schema, field) => (schema.required ?? []).includes(field);
  for (const field of Object.keys(was.properties)) {
    const at = `${place}.${field}`;
    if (!Object.hasOwn(is.properties, field)) {
      on.found.breaking.push(`${on.name}: ${at} is gone`);
      continue;
    }
    if (on.sent && certain(is, field) && !certain(was, field))
      on.found.breaking.push(`${on.name}: ${at} is required now`);
    if (!on.sent && certain(was, field) && !certain(is, field))
      on.found.breaking.push(`${on.name}: ${at} may be missing now`);
    compareSchemas(on, at, was.properties[field], is.properties[field]);
  }
  for (const field of Object.keys(is.properties)) {
    if (Object.hasOwn(was.properties, field)) continue;
    if (on.sent && certain(is, field))
      on.found.breaking.push(`${on.name}: the new ${place}.${field} is required`);
    else on.found.added.push(`${on.name}: a new ${place}.${field}`);
  }
}

/** Alternatives that stand unchanged in both are set aside; what is left is compared in its order. */
function compareChoices(on, place, was, is) {
  const twins = (list) => new Set(list.map((each) => JSON.stringify(each)));
  const [before, now] = [twins(was), twins(is)];
  const left = was.filter((each) => !now.has(JSON.stringify(each)));
  const fresh = is.filter((each) => !before.has(JSON.stringify(each)));
  left.forEach((each, index) => {
    if (fresh[index]) compareSchemas(on, place, each, fresh[index]);
    else if (on.sent) on.found.breaking.push(`${on.name}: one alternative of ${place} is gone`);
  });
  if (fresh.length > left.length) on.found.added.push(`${on.name}: a new alternative of ${place}`);
}

function valuesOf(schema) {
  return schema.enum ?? (Object.hasOwn(schema, 'const') ? [schema.const] : undefined);
}

function resolved(document, schema) {
  const name = schema?.$ref?.split('/').at(-1);
  return name ? document.components?.schemas?.[name] : schema;
}
