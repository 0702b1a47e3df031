// The part of JSON Schema that the chart's values use; a keyword that is not known here is a fault, not a pass.

const KEYWORDS = {
  $schema: () => [],
  type: (value, type) => (isOf(value, type) ? [] : [`is no ${type}`]),
  required: (value, names) => names.filter((name) => !(name in value)).map((name) => `lacks ${name}`),
  properties: (value, properties, path) =>
    Object.entries(properties).flatMap(([name, schema]) =>
      name in value ? wrongValues(value[name], schema, `${path}/${name}`) : [],
    ),
  additionalProperties: (value, allowed, _, { properties }) =>
    allowed === false
      ? Object.keys(value)
          .filter((name) => !(name in properties))
          .map((name) => `has an unknown ${name}`)
      : [],
  pattern: (value, pattern) => (new RegExp(pattern, 'u').test(value) ? [] : [`does not match ${pattern}`]),
  enum: (value, words) => (words.includes(value) ? [] : [`is none of ${words}`]),
  const: (value, word) => (value === word ? [] : [`is not ${word}`]),
  not: (value, schema, path) =>
    wrongValues(value, schema, path).length > 0 ? [] : ['is what it must not be'],
  minLength: (value, least) => (value.length >= least ? [] : ['is too short']),
  minimum: (value, least) => (value >= least ? [] : [`is less than ${least}`]),
  maximum: (value, most) => (value <= most ? [] : [`is more than ${most}`]),
};

function isOf(value, type) {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

/** What a value has that its schema does not allow, in words. */
export function wrongValues(value, schema, path = '') {
  if (schema.type && !isOf(value, schema.type)) return [`${path || '/'} is no ${schema.type}`];
  return Object.entries(schema).flatMap(([keyword, said]) => {
    const check = KEYWORDS[keyword];
    if (!check) return [`${path || '/'} has a schema with ${keyword}, which is not checked`];
    const found = check(value, said, path, schema);
    return keyword === 'properties' ? found : found.map((each) => `${path || '/'} ${each}`);
  });
}
