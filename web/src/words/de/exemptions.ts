import { count } from './shared.ts';

export const exemptions = {
  title: 'Ausnahmen',
  lead: 'Ein Aspekt, der nicht gilt, bleibt bis zu einem Tag aus den Punkten heraus. Eine Person fragt, eine andere genehmigt; was auf Antwort wartet, zählt nicht.',
  none: 'Nichts ist ausgenommen, und niemand fragt danach.',
  ask: 'Um eine Ausnahme bitten',
  send: 'Bitten',
  untilHint: 'Höchstens zwei Jahre; dann wird neu gefragt.',
  asked: 'Erbeten von',
  decided: 'Entschieden von',
  state: 'Zustand',
  states: {
    pending: 'wartet auf Antwort',
    active: 'ausgenommen',
    ended: 'beendet',
    declined: 'abgelehnt',
    withdrawn: 'zurückgenommen',
  },
  alone: 'Niemand anderes hat es genehmigt: Genehmigt hat, wer fragte.',
  waits:
    'Genehmigen muss jemand aus Administration oder Inhaberschaft, und nicht, wer fragte. Bis dahin zählt es nicht.',
  waitsAlone: 'Hier arbeitet nur eine Person, also kann niemand anderes genehmigen. Das wird daneben stehen.',
  endsIn: (days: number) => (days <= 0 ? 'endet heute' : `endet in ${count(days, 'Tag', 'Tagen')}`),
  approve: 'Genehmigen',
  approveOf: (system: string, aspect: string) => `Ausnahme von ${system} für ${aspect} genehmigen`,
  decline: 'Ablehnen',
  declineOf: (system: string, aspect: string) => `Ausnahme von ${system} für ${aspect} ablehnen`,
  withdraw: 'Zurücknehmen',
  withdrawOf: (system: string, aspect: string) => `Bitte zurücknehmen: ${system}, ${aspect}`,
  here: 'Gilt er hier nicht?',
};
