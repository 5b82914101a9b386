import * as pulumi from '@pulumi/pulumi';

/** A resource as the engine would hear of it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the engine had made when it heard of this one. */
  readonly after: readonly string[];
}

/**
 * Runs a Pulumi program against a recording engine, which takes a moment to make each resource, so that
 * `after` shows who waited for whom.
 *
 * @throws Error the first error of the program, one in an `apply` included
 */
export async function record(run: () => void): Promise<readonly Registered[]> {
  const resources: Registered[] = [];
  const made: string[] = [];
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      async newResource({ type, name, inputs, id }) {
        resources.push({ type, name, inputs, after: [...made] });
        await new Promise<void>((resolve) => setImmediate(resolve));
        made.push(name);
        return { id: id ?? name, state: inputs };
      },
    },
    'tagboat',
    'test',
  );
  run();
  await pulumi.runtime.disconnect();
  return resources;
}

/** How the SDK marks a secret on its way to the engine. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';

/** All texts of a value that are not within something marked secret. */
export function plainTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || SIGNATURE in value) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...plainTexts(inner)]);
}

/** A value as the provider would get it, its secrets included. */
export function revealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== 'object' || value === null) return value;
  if (SIGNATURE in value && 'value' in value) return revealed(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
}
