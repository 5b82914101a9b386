import { App } from 'cdk8s';
import type { ServiceContext } from '../../charts/context.ts';
import type { Manifest } from '../../charts/manifest.ts';
import { ServiceChart } from '../../charts/service.ts';
import { EnvironmentSchema } from '../../infra/environment.ts';

type Given = Readonly<Record<string, unknown>>;

export const SCRIPT = 'export default function () {}\n';

/** An environment `prod` with one service `shop` of team `acme`, as a file that says `given` of it. */
export function shopContext(given: Given = {}, environment: Given = {}): ServiceContext {
  const shop = { name: 'shop', team: 'acme', image: 'ghcr.io/acme/shop', initialTag: 'v1.0.0' };
  const parsed = EnvironmentSchema.parse({
    name: 'prod',
    gitops: { repository: 'https://git.example.com/acme/gitops.git' },
    services: [{ ...shop, ...given }],
    ...environment,
  });
  const [service] = parsed.services;
  if (service === undefined) throw new Error('the environment has no service');
  return { environment: parsed, service, image: service.image, readScript: () => SCRIPT };
}

/** The objects of that service by `Kind/name`. */
export function shopObjects(
  given: Given = {},
  environment: Given = {},
): Readonly<Record<string, Manifest>> {
  const chart = new ServiceChart(new App(), shopContext(given, environment));
  const objects = chart.toJson() as Manifest[];
  return Object.fromEntries(
    objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]),
  );
}

/** A registry whose token is being rotated. */
export const ROTATING = {
  registries: [
    {
      name: 'ghcr',
      prefix: 'ghcr.io',
      auth: { kind: 'token', username: 'acme', token: 'ghcrToken', tokenNext: 'ghcrTokenNext' },
    },
  ],
};
