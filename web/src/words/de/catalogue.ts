import { count } from './shared.ts';

export const catalogue = {
  title: 'Katalog',
  lead: 'Wie jedes Werkzeug zum Beleg wird: was zu exportieren ist, was es liest, was es beweist und was nicht.',
  search: 'Suchen',
  searchHint: 'Ein Werkzeug, ein Format, ein Befehl',
  aspect: 'Aspekt',
  anyAspect: 'Jeder Aspekt',
  found: (tools: number, formats: number) =>
    `${count(tools, 'Werkzeug', 'Werkzeuge')}, ${count(formats, 'Format', 'Formate')}`,
  tools: 'Werkzeuge',
  noTool:
    'Kein Werkzeug des Modells heißt so. Unter den Formaten nachsehen, oder seinen Export mit csvmap zuordnen.',
  formats: 'Formate',
  formatsLead:
    'Gelesen wird, was eines davon schreibt. Alles andere kommt als zugeordnete Tabelle (csvmap), als Lauf (assay run), über einen signierten Webhook oder als Erklärung herein.',
  home: 'Eigene Seite',
  by: (title: string) => `Gelesen als: ${title}`,
  reads: 'Liest',
  proves: 'Was es beweist',
  limits: 'Was nicht',
  serves: (aspects: string) => `Aspekte: ${aspects}`,
};
