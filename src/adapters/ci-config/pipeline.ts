/** One step of a pipeline: either of the two, or neither for what the CI system does itself. */
export interface Step {
  /** Text that a shell runs. */
  shell?: string;
  /** An action, task, orb, template, plugin or image that does the work, by its name. */
  uses?: string;
}

/** What one configuration file declares. */
export interface Pipeline {
  /** For people. */
  name: string;
  jobs: number;
  steps: readonly Step[];
  /** Schedules as written, e.g. `0 3 * * 1`. */
  schedules: readonly string[];
  /** Images that jobs run in: a scanner's image is a declared scan. */
  images?: readonly string[];
}

/** A CI system whose configuration is YAML. */
export interface CiFormat {
  /** For people, e.g. `GitHub Actions`. */
  title: string;
  /** Paths at which it is kept. A path only helps: the content decides. */
  path: RegExp;
  /** Nothing else has this shape, so that no path is needed. */
  distinct: boolean;
  knows(value: unknown): boolean;
  /** @param name what to call the pipeline where the file does not say */
  read(value: unknown, name: string): Pipeline;
}
