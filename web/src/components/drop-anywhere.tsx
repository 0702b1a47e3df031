import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useMay } from '../api/session.ts';
import { droppedFiles } from '../imports/dropped.ts';
import { useImportQueue } from '../imports/use-queue.ts';
import { text } from '../text.ts';
import { Icon } from './icon.tsx';
import './drop-anywhere.css';

/** Takes files dropped anywhere on the app to the evidence page, where they wait to be started. */
export function DropAnywhere({ children }: { children: ReactNode }) {
  const { queue } = useImportQueue();
  const navigate = useNavigate();
  const may = useMay('import');
  const [over, setOver] = useState(false);

  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(may);
    };
    const leave = (event: DragEvent) => {
      // Leaving the window has no related target; moving between elements has one.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      setOver(false);
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length === 0 || !may) return;
        queue.add(files);
        void navigate({ to: '/evidence' });
      });
    };
    window.addEventListener('dragenter', drag);
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', drag);
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [queue, navigate, may]);

  return (
    <>
      {children}
      {over && (
        <div className="drop-anywhere" aria-hidden="true">
          <p>
            <Icon name="up" /> {text.evidence.drop}
          </p>
        </div>
      )}
    </>
  );
}
