export const empty = {
  title: 'Noch nichts zu wiegen',
  lead: 'Assay ermittelt aus dem, was Werkzeuge ohnehin liefern, wie reif Systeme sind. Niemand tippt eine Stufe ein: Sie folgt aus den Belegen und verfällt, wenn die Belege ausbleiben. Drei Wege führen hinein.',
  exampleTitle: 'Erst einmal umsehen',
  exampleText:
    'Dreißig erfundene Systeme in acht Teams mit 14 Monaten Geschichte. Ein Klick entfernt sie wieder.',
  dropTitle: 'Dateien ablegen',
  dropText:
    'Berichte von Scannern, Terraform-State, Kostenexporte, Backup-Listen, Alarmregeln, Playbooks: Dateien oder Ordner irgendwo auf dieser Seite ablegen.',
  choose: 'Dateien wählen',
  commandTitle: 'Einen Befehl ausführen',
  commandText: 'In einem Repository oder einem Ordner mit exportierten Dateien:',
  commandImport: 'Eine Datei für ein System abgeben:',
  scan: 'npx assay scan .',
  import: 'npx assay import FILE --system NAME',
};
