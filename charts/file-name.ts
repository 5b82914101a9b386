import type { ServiceSpec } from './labels.ts';
import type { Manifest } from './manifest.ts';

/** `service.yaml`, and `service-preview.yaml` for the object of that kind with a further word in its name. */
export function fileName(service: ServiceSpec, { kind, metadata }: Manifest): string {
  return `${kind.toLowerCase()}${metadata.name.slice(service.name.length)}.yaml`;
}
