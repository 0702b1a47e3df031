export const errors = {
  unreachable: 'Der Server hat nicht geantwortet',
  unreachableNext: 'Nachsehen, ob Assay läuft, dann erneut versuchen.',
  noAnswer: 'Der Server konnte nicht antworten',
  status: (status: number) => `Er antwortete mit dem Status ${status}.`,
  notFound: 'Unter dieser Adresse gibt es nichts',
  notFoundDetail: 'Der Link kann alt sein, oder das System wurde entfernt.',
  home: 'Zum Portfolio',
  page: 'Diese Seite konnte nicht angezeigt werden',
};
