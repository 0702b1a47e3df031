// First, so that what components say of themselves comes after what holds everywhere.
import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createImportQueue } from './imports/queue.ts';
import { ImportQueueContext } from './imports/use-queue.ts';
import { client, router } from './router.ts';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element #app.');

const queue = createImportQueue(() => void client.invalidateQueries());

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ImportQueueContext value={queue}>
        <RouterProvider router={router} />
      </ImportQueueContext>
    </QueryClientProvider>
  </StrictMode>,
);
