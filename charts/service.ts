import { ApiObject, App, Chart } from 'cdk8s';
import { availabilityObjects } from './availability.ts';
import { blueGreenObjects } from './blue-green.ts';
import { canaryObjects } from './canary.ts';
import type { ServiceContext, ServiceObject } from './context.ts';
import { deploymentObjects } from './deployment.ts';
import { serviceLabels } from './labels.ts';
import type { Manifest } from './manifest.ts';
import { migrationObjects } from './migration.ts';
import { configName } from './pod.ts';
import { kubeService, routeTo } from './routing.ts';

/** The objects of one service, without a namespace: Helm and Kustomize give them that. */
export class ServiceChart extends Chart {
  readonly objects: readonly ApiObject[];

  constructor(app: App, context: ServiceContext) {
    const { service } = context;
    super(app, service.name, { disableResourceNameHashes: true, labels: serviceLabels(service) });
    this.objects = objectsOf(context).map(
      (object) => new ApiObject(this, `${object.kind}-${object.metadata.name}`, object),
    );
  }
}

/** What one service becomes, as plain objects. */
export function serviceObjects(context: ServiceContext): readonly Manifest[] {
  return new ServiceChart(new App(), context).toJson() as Manifest[];
}

function objectsOf(context: ServiceContext): readonly ServiceObject[] {
  const { service } = context;
  return [
    ...configMap(context),
    ...migrationObjects(context),
    ...workloadObjects(context),
    kubeService(service, service.name),
    ...(service.host === undefined ? [] : [routeTo(service, service.name, service.host)]),
    ...availabilityObjects(service),
  ];
}

function workloadObjects(context: ServiceContext): readonly ServiceObject[] {
  const { rollout } = context.service;
  switch (rollout.kind) {
    case 'blueGreen':
      return blueGreenObjects(context, rollout);
    case 'canary':
      return canaryObjects(context, rollout);
    case 'deployment':
      return deploymentObjects(context);
  }
}

function configMap({ service }: ServiceContext): readonly ServiceObject[] {
  const name = configName(service);
  if (name === undefined) return [];
  return [{ apiVersion: 'v1', data: service.config, kind: 'ConfigMap', metadata: { name } }];
}
