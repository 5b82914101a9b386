import type { Environment } from '../infra/environment.ts';
import { fileName } from './file-name.ts';
import type { ServiceSpec } from './labels.ts';
import { ownedText } from './owned-text.ts';
import { serviceObjects } from './service.ts';

/** Where a template takes the image from; the updater writes the two values. */
const IMAGE = '{{ .Values.image.repository }}:{{ .Values.image.tag }}';

/**
 * A service as a Helm chart below `charts/<service>/`, one object a template. Only the image is a value:
 * whatever else differs between environments is in the environment file.
 */
export function helmFiles(
  environment: Environment,
  service: ServiceSpec,
  readScript: (path: string) => string,
): ReadonlyMap<string, string> {
  const folder = `charts/${service.name}`;
  const owned = (value: object) => ownedText(environment.name, value);
  const objects = serviceObjects({ environment, service, image: IMAGE, readScript });
  const image = { repository: service.image, tag: service.initialTag };
  return new Map([
    [`${folder}/Chart.yaml`, owned(chartOf(service))],
    [`${folder}/values.yaml`, owned({ image })],
    ...objects.map((object): [string, string] => [
      `${folder}/templates/${fileName(service, object)}`,
      escaped(owned(object)),
    ]),
  ]);
}

function chartOf({ name }: ServiceSpec): object {
  return { apiVersion: 'v2', name, type: 'application', version: '1.0.0' };
}

/** Everything that Helm would take for a template, except the image, made to stand for itself. */
function escaped(text: string): string {
  return text
    .split(IMAGE)
    .map((part) => part.replaceAll('{{', '{{ `{{` }}'))
    .join(IMAGE);
}
