import type { Environment } from '../infra/environment.ts';

/** A service of the environment file. */
export type ServiceSpec = Environment['services'][number];

/** What a pod of a service is for. Only `server` pods get traffic. */
type Component = 'server' | 'migration' | 'smoke-test';

/** On every object of a service. */
export function serviceLabels({ name, team }: ServiceSpec): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': team };
}

/**
 * On pods, and the selector of the Services, of the budget and of the workload: the name alone would
 * send traffic to the pods of Jobs too.
 */
export function podLabels(
  { name }: ServiceSpec,
  component: Component = 'server',
): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/component': component, 'app.kubernetes.io/name': name };
}
