/** A file with the path that it had inside what was dropped or chosen. */
export interface NamedFile {
  name: string;
  file: File;
}

/** Every file of a drop, those inside dropped folders included, in the order of their paths. */
export async function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  // The entries must be taken before the first await: the browser empties the transfer after the event.
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const plain = [...transfer.files].map((file) => ({ name: file.name, file }));
  if (entries.length === 0) return plain;
  const found: NamedFile[] = [];
  for (const entry of entries) await walk(entry, found);
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** The files of a file chooser; those of a folder come with their path. */
export function chosenFiles(list: FileList | null): NamedFile[] {
  return [...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

async function walk(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ name: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  if (!isDirectory(entry)) return;
  const reader = entry.createReader();
  // The reader hands over at most 100 entries at a time, and none at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return;
    for (const each of batch) await walk(each, found);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
