import { TagboatError } from '../src/model/errors.ts';
import { quoted } from '../src/model/printable.ts';
import type { ServiceObject } from './context.ts';
import { podLabels, type ServiceSpec } from './labels.ts';

/** Of every Service, so that nobody has to know the port of the container. */
const SERVICE_PORT = 80;

/** A Service of this name. Argo Rollouts adds the hash of the version it stands for to the selector. */
export function kubeService(service: ServiceSpec, name: string): ServiceObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: {
      ports: [{ name: 'http', port: SERVICE_PORT, targetPort: 'http' }],
      selector: podLabels(service),
    },
  };
}

/** An Ingress or an HTTPRoute, as the service asks, from a host to one of its Services. */
export function routeTo(service: ServiceSpec, name: string, host: string): ServiceObject {
  return service.routing === 'gateway'
    ? httpRoute(service, name, host)
    : ingress(service, name, host);
}

function ingress({ routingClass }: ServiceSpec, name: string, host: string): ServiceObject {
  const backend = { service: { name, port: { name: 'http' } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name },
    spec: {
      ingressClassName: routingClass,
      rules: [{ host, http: { paths: [{ backend, path: '/', pathType: 'Prefix' }] } }],
    },
  };
}

function httpRoute(service: ServiceSpec, name: string, host: string): ServiceObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: {
      hostnames: [host],
      parentRefs: [gatewayOf(service)],
      rules: [{ backendRefs: [{ name, port: SERVICE_PORT }] }],
    },
  };
}

/** @throws TagboatError `invalid-config` when the service does not name its Gateway. */
function gatewayOf({ name: service, routingClass }: ServiceSpec): object {
  const [namespace, name, ...rest] = (routingClass ?? '').split('/');
  if (namespace && name && rest.length === 0) return { name, namespace };
  throw new TagboatError('invalid-config', {
    what: 'a service with routing: gateway has no Gateway',
    where: `services, ${service}, routingClass`,
    found: routingClass === undefined ? 'nothing' : quoted(routingClass),
    expected: 'namespace/name of the Gateway, such as infra/web',
  });
}
