import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Policy } from './access/policy.ts';
import type { Operation } from './operation.ts';
import { ORGANIZATION } from './shown.ts';

/** Serves the description of every operation (OpenAPI 3.1), made from what validates them. */
export function openApi(app: FastifyInstance, version: string, operations: readonly Operation[]): void {
  let made: unknown;
  app.get(
    '/openapi.json',
    { config: { policy: { anyone: 'It describes the program, and says nothing of anybody.' } } },
    async () => {
      made ??= openApiDocument(version, operations);
      return made;
    },
  );
}

/** An OpenAPI 3.1 document of these operations. */
export function openApiDocument(version: string, operations: readonly Operation[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    const entry = paths[path] ?? {};
    entry[operation.method.toLowerCase()] = described(operation);
    paths[path] = entry;
  }
  const tags = [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name }));
  return {
    openapi: '3.1.1',
    info: {
      title: 'Assay',
      version,
      summary: 'DevSecOps maturity you can prove',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags,
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-assay', description: 'A browser’s session' },
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A machine’s token, or a pipeline’s job token',
        },
      },
    },
  };
}

/** RFC 9457. */
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  next: z.string().optional().describe('What to do next'),
  place: z.string().optional().describe('Where in the request or the document'),
});

const PROBLEM = {
  description: 'It was refused, or failed; the body says why and what to do next',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function described(operation: Operation): Record<string, unknown> {
  const { id, tag, summary, policy, status = 200 } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    'x-policy': policyText(policy),
    security:
      'anyone' in policy ? [{}] : 'person' in policy ? [{ session: [] }] : [{ session: [] }, { bearer: [] }],
    parameters: parametersOf(operation),
    ...(operation.body && { requestBody: bodyOf(operation) }),
    responses: {
      [status]:
        status === 204 || status === 302
          ? { description: status === 204 ? 'Done' : 'Go on where Location says' }
          : {
              description: 'Done',
              content: {
                [operation.produces ?? 'application/json']: { schema: schemaOf(operation.answer, 'output') },
              },
            },
      '4XX': PROBLEM,
      '5XX': PROBLEM,
    },
  };
}

function policyText(policy: Policy): string {
  if ('anyone' in policy) return 'anyone';
  return 'person' in policy ? 'person' : policy.may;
}

function parametersOf({ params, query, policy, method }: Operation): unknown[] {
  const list = [...fieldsOf(params, 'path'), ...fieldsOf(query, 'query')];
  if ('may' in policy && !list.some(({ name }) => name === ORGANIZATION)) {
    const description = 'Id of the organization, for those who have several';
    list.push({ name: ORGANIZATION, in: 'query', required: false, description, schema: { type: 'string' } });
  }
  if (method === 'POST' && 'may' in policy) {
    const description = 'The same key again is answered again, not done again';
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description,
      schema: { type: 'string', maxLength: 255 },
    });
  }
  return list;
}

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: unknown;
}

function fieldsOf(schema: z.ZodType | undefined, where: 'path' | 'query'): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  }; // a Zod object becomes a JSON Schema of this form
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

function bodyOf({ body, takes = 'application/json' }: Operation): unknown {
  if (body === 'bytes') {
    return {
      required: true,
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    };
  }
  return body && { required: true, content: { [takes]: { schema: schemaOf(body, 'input') } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: typed });
  return rest;
}

/** What a custom type says of itself in `meta` stands for it; an instant in a query is text. */
function typed({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Record<string, unknown> }): void {
  const type = (zodSchema as { _zod?: { def?: { type?: string } } })._zod?.def?.type;
  if (type === 'undefined') Object.assign(jsonSchema, { type: 'null' });
}
