import * as pulumi from '@pulumi/pulumi';
import type { SecretContent } from './values/secrets.ts';

/** The secret value of a flat key of the stack's configuration, always marked secret. */
export type ReadSecret = (key: string) => pulumi.Output<string>;

/** Options of a component's children: its provider, and all that it waits for. */
export function childOf(
  parent: pulumi.Resource,
  { dependsOn }: pulumi.ComponentResourceOptions = {},
): pulumi.CustomResourceOptions {
  return { parent, ...(dependsOn === undefined ? {} : { dependsOn }) };
}

/** The `data` of a Secret, encoded; as secret as what it is made of. */
export function secretData(
  content: pulumi.Output<SecretContent>,
): pulumi.Output<Record<string, string>> {
  return pulumi
    .secret(content)
    .apply((fields) =>
      Object.fromEntries(
        Object.entries(fields).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
      ),
    );
}

/** On every object that Pulumi makes. */
export const LABELS = {
  'app.kubernetes.io/managed-by': 'pulumi',
  'app.kubernetes.io/part-of': 'tagboat',
};
