import { type Environment, EnvironmentSchema } from '../../infra/environment.ts';

/** An environment without findings; `over` says what is different. */
export function environment(over: Readonly<Record<string, unknown>> = {}): Environment {
  return EnvironmentSchema.parse({
    name: 'prod',
    gitops: { repository: 'https://github.com/acme/gitops' },
    gitAccess: [
      { kind: 'token', url: 'https://github.com/acme/gitops', username: 'bot', token: 'gitToken' },
    ],
    registries: [
      {
        name: 'ghcr',
        prefix: 'ghcr.io',
        auth: { kind: 'token', username: 'bot', token: 'ghcrToken' },
      },
    ],
    teams: [{ name: 'acme' }],
    services: [service()],
    ...over,
  });
}

/** One entry of `services`, as it is written. */
export function service(over: Readonly<Record<string, unknown>> = {}) {
  return {
    name: 'back',
    team: 'acme',
    image: 'ghcr.io/acme/back',
    initialTag: 'v1.0.0',
    update: { allowTags: 'regexp:^v\\d+\\.\\d+\\.\\d+$' },
    ...over,
  };
}
