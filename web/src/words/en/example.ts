export const example = {
  banner: 'This is the example organization: made-up systems, real file formats, 14 months of history.',
  remove: 'Remove the example',
  removing: 'Removing the example …',
  confirmTitle: 'Remove the example organization?',
  confirmText: 'All of its systems, documents and levels go. What you imported yourself stays.',
  load: 'Load the example',
  starting: 'Starting …',
  loading: 'Loading the example organization',
  progress: (done: number, total: number) => `${done} of ${total} documents`,
  failed: 'The example could not be loaded',
};
