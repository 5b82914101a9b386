import type { ServiceContext, ServiceObject } from './context.ts';
import { workloadReference, workloadSpec } from './workload.ts';

/** A plain Deployment, whose pods are replaced a few at a time. */
export function deploymentObjects(context: ServiceContext): readonly ServiceObject[] {
  const { service } = context;
  const spec = { ...workloadSpec(context), strategy: { type: 'RollingUpdate' } };
  return [{ ...workloadReference(service), metadata: { name: service.name }, spec }];
}
