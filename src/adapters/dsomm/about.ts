import type { About } from '../about.ts';

export const about: About = {
  reads:
    'OWASP DSOMM: the model with what teams implemented (3 and 4), `team-progress.yaml` and `team-evidence.yaml` (5)',
  exports: [
    {
      tools: [],
      how: 'In DSOMM, download the YAML with your teams (circular heatmap, `Download YAML` or `Download team progress`).',
      code: `assay import generated.yaml --system SYSTEM --happened "$(date -u +%FT%TZ)"
# version 5 exports progress by id alone: put the model that has the names before it
(cat model.yaml; echo ---; cat team-progress.yaml) > dsomm.yaml && assay import dsomm.yaml --system SYSTEM`,
    },
  ],
  proves: [
    'That a team says it does an activity: one manual practice (output `test`) of the aspect that the activity belongs to, for each team, at the date given.',
    'It is enough for levels 2 and 3, never for 4 or 5, whoever hands it in.',
    'The team is named as the key `team:NAME`, by which rules can attribute it to a system.',
  ],
  limits: [
    'That it is done: hand in what the tools produce. Levels of DSOMM are never turned into levels here.',
    'The text of evidence is not kept; the note only says that there was some.',
    'Activities are known by their ids, else by their sub-dimension; those about education and culture belong to no aspect and are left out. One that is known by neither is reported as a problem.',
    'Files of 3 and 4 hold no dates: say `--happened`.',
  ],
};
