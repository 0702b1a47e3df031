import { type Attributes, context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** What a span is said to be. */
interface SpanWords {
  kind?: keyof typeof SpanKind;
  attributes?: Attributes;
  /** Headers of the request that it answers: W3C trace context is read from them. */
  carrier?: Record<string, unknown>;
}

/**
 * Runs work in a span of OpenTelemetry. Nothing happens where no SDK was registered before the server started.
 * A span tells no names, no ids of people and nothing of what was sent: only kinds, routes, hosts and statuses.
 * @param done told of what came of it: further attributes, and whether it is to be called an error
 */
export async function traced<Result>(
  name: string,
  { kind = 'INTERNAL', attributes = {}, carrier }: SpanWords,
  work: () => Promise<Result>,
  done: (outcome: { result: Result } | { error: unknown }) => { attributes: Attributes; failed: boolean },
): Promise<Result> {
  const parent = carrier ? propagation.extract(context.active(), carrier) : context.active();
  const options = { kind: SpanKind[kind], attributes };
  return trace.getTracer('assay').startActiveSpan(name, options, parent, async (span) => {
    const end = (outcome: { result: Result } | { error: unknown }) => {
      const { attributes: more, failed } = done(outcome);
      span.setAttributes(more);
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
    try {
      const result = await work();
      end({ result });
      return result;
    } catch (error) {
      end({ error });
      throw error;
    }
  });
}
