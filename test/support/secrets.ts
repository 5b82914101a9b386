import type { Kube } from '../../src/ports.ts';

/** A Kubernetes API where every Secret holds what the function says, read by read. */
export function secretsOf(data: () => Readonly<Record<string, string>>): Pick<Kube, 'get'> {
  return {
    get() {
      const encoded = Object.entries(data()).map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]);
      return Promise.resolve(JSON.parse(JSON.stringify({ data: Object.fromEntries(encoded) })));
    },
  };
}
