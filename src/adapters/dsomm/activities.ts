import { asObject, asString, type Members } from '../../formats/schema.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** An activity, and where it stands in the model. */
export interface Activity {
  readonly id: string;
  readonly title: string;
  readonly subDimension: string;
  readonly path: readonly string[];
  readonly item: Members;
}

/** Activities of a model: dimension, sub-dimension, activity. A name `data` around them is left aside. */
export function* activitiesIn(root: Members): Generator<Activity> {
  const data = asObject(root.data);
  const path = data ? ['data'] : [];
  for (const [dimension, inner] of Object.entries(data ?? root))
    for (const [subDimension, activities] of Object.entries(asObject(inner) ?? {}))
      for (const [title, value] of Object.entries(asObject(activities) ?? {})) {
        const item = asObject(value);
        const id = asString(item?.uuid);
        if (item && id)
          yield { id, title, subDimension, path: [...path, dimension, subDimension, title], item };
      }
}

/** Whether it is what teams have come to: activities by id, in each the teams, in each the stages. */
export function isProgress(value: unknown): boolean {
  const [first] = Object.entries(asObject(value) ?? {});
  return first !== undefined && UUID.test(first[0]) && asObject(first[1]) !== undefined;
}
