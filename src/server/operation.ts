import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Model } from '../model/model.ts';
import { Refusal } from '../records/refusal.ts';
import type { OrganizationRow } from '../store/rows.ts';
import type { Access, Caller } from './access/caller.ts';
import { admit, type Policy, signIn } from './access/policy.ts';
import type { Shared } from './app.ts';
import { etagOf } from './etag.ts';
import { type Idempotent, idempotent } from './idempotency.ts';
import { languageOf } from './language.ts';
import { asProblem } from './problem.ts';
import { chosenOrganization } from './shown.ts';
import { traced } from './watching/tracing.ts';

/** One operation of the API: who may use it, what it takes and answers. Validation, types and OpenAPI come from it. */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** Unique; names it in OpenAPI and in the matrix of permissions. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, as Fastify writes it: `/systems/:system`. */
  path: string;
  /** Heading under which OpenAPI shows it. */
  tag: string;
  /** One sentence. */
  summary: string;
  policy: Policy;
  params?: Params;
  query?: Query;
  /** JSON; `bytes`: the body is a file. */
  body?: Body | 'bytes';
  /** What the body is, where it is not JSON. */
  takes?: string;
  answer: Answer;
  /** Status of success, 200 unless said; 302: it sends the browser on. */
  status?: 200 | 201 | 202 | 204 | 302;
  /** What it answers beside JSON, where it does. */
  produces?: string;
}

/** What an operation's work is given. */
export interface Asked<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  caller: Caller;
  request: FastifyRequest;
  reply: FastifyReply;
  /** The model in the language of who asks: `Accept-Language`. */
  model: Model;
  /** Refuses with `stale` where the request was made for another state than `current` (If-Match). */
  ifMatch(current: unknown): void;
}

/** The same, about an organization that the caller may use. */
export interface AskedOf<Params, Query, Body> extends Asked<Params, Query, Body> {
  organization: OrganizationRow;
  access: Access;
}

type Of<T> = T extends z.ZodType ? z.output<T> : undefined;

/** Declares operations on an app, and remembers them for OpenAPI. */
export interface Declare {
  <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    operation: Operation<P, Q, B, A> & { policy: { may: string } },
    run: (asked: AskedOf<Of<P>, Of<Q>, Of<B>>) => Promise<z.output<A> | FastifyReply>,
  ): void;
  <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    operation: Operation<P, Q, B, A>,
    run: (asked: Asked<Of<P>, Of<Q>, Of<B>>) => Promise<z.output<A> | FastifyReply>,
  ): void;
}

/** The route's config, by which the guard knows that a policy was declared. */
declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy;
    /** Its id, for metrics and logs. */
    operation?: string;
  }
  interface FastifyRequest {
    caller: Caller;
    /** Id of the organization that it is about, once its caller was let in; for the log. */
    organization: string | undefined;
  }
}

/** @param operations where what is declared is remembered */
export function declaring(app: FastifyInstance, shared: Shared, operations: Operation[]): Declare {
  // The two shapes of `run` differ in what is there beside; which one is needed is told by the policy.
  return (operation: Operation, run: (asked: AskedOf<never, never, never>) => Promise<unknown>) => {
    operations.push(operation);
    const { policy } = operation;
    const again: Idempotent | undefined = operation.method === 'POST' ? idempotent(shared) : undefined;

    const handle = async (request: FastifyRequest, reply: FastifyReply) => {
      const { caller } = request;
      if ('person' in policy && caller.kind !== 'person') throw signIn();
      const about = 'may' in policy ? await chosenOrganization(shared, request, policy) : undefined;
      // Who may not even ask learns nothing of what a right question looks like.
      const access =
        about !== undefined && 'may' in policy ? admit(caller, policy, about.organization) : undefined;
      request.organization = about?.organization?.id;
      const asked = {
        params: operation.params?.parse(request.params),
        query: operation.query?.parse(request.query),
        body: operation.body === 'bytes' ? undefined : operation.body?.parse(request.body),
        caller,
        request,
        reply,
        model: shared.modelIn(languageOf(request.headers['accept-language'])),
        ifMatch: (current: unknown) => matched(request, current),
        ...(about && { organization: about.organization, access }),
      };
      // Which members are there was decided by the declaration's own types.
      const work = () => run(asked as unknown as AskedOf<never, never, never>);
      reply.header('vary', 'accept-language');
      const answer = again ? await again(request, reply, about?.organization?.id, work) : await work();
      if (answer === reply) return reply;
      if (!reply.sent && reply.statusCode === 200) reply.status(operation.status ?? 200);
      link(request, reply, answer);
      return answer;
    };
    const handled = async (request: FastifyRequest, reply: FastifyReply) =>
      traced(
        operation.id,
        {
          kind: 'SERVER',
          carrier: request.headers,
          attributes: {
            'http.request.method': operation.method,
            'http.route': request.routeOptions.url ?? operation.path,
          },
        },
        () => handle(request, reply),
        (outcome) => {
          const status = 'error' in outcome ? asProblem(outcome.error).status : reply.statusCode;
          return { attributes: { 'http.response.status_code': status }, failed: status >= 500 };
        },
      );
    app.route({
      method: operation.method,
      url: operation.path,
      config: { policy, operation: operation.id },
      handler: handled,
    });
  };
}

function matched(request: FastifyRequest, current: unknown): void {
  const wanted = request.headers['if-match'];
  if (wanted === undefined || wanted === '*') return;
  if (wanted.split(',').some((each) => each.trim().replace(/^W\//, '') === etagOf(JSON.stringify(current))))
    return;
  throw new Refusal(
    'stale',
    'It was changed since you read it.',
    {},
    'Read it again, and make your change to what it is now.',
  );
}

/** RFC 8288: where the next page is. */
function link(request: FastifyRequest, reply: FastifyReply, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('next' in answer)) return;
  if (typeof answer.next !== 'string') return;
  const url = new URL(request.url, 'http://assay.invalid');
  url.searchParams.set('after', answer.next);
  reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
}
