export const example = {
  banner: 'Dies ist die Beispielorganisation: erfundene Systeme, echte Dateiformate, 14 Monate Geschichte.',
  remove: 'Beispiel entfernen',
  removing: 'Das Beispiel wird entfernt …',
  confirmTitle: 'Die Beispielorganisation entfernen?',
  confirmText: 'Alle ihre Systeme, Dokumente und Stufen verschwinden. Was selbst importiert wurde, bleibt.',
  load: 'Beispiel laden',
  starting: 'Beginnt …',
  loading: 'Die Beispielorganisation wird geladen',
  progress: (done: number, total: number) => `${done} von ${total} Dokumenten`,
  failed: 'Das Beispiel konnte nicht geladen werden',
};
