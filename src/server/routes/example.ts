import type { FastifyInstance } from 'fastify';
import type { ExampleAnswer } from '../api.ts';
import type { Shared } from '../app.ts';

export function exampleRoutes(app: FastifyInstance, { example }: Shared): void {
  app.get('/example', async (): Promise<ExampleAnswer> => example.status());

  app.post('/example', async (_request, reply): Promise<ExampleAnswer> => {
    await example.start();
    reply.status(202);
    return example.status();
  });

  app.delete('/example', async (): Promise<ExampleAnswer> => {
    await example.remove();
    return example.status();
  });
}
