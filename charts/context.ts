import type { ApiObjectMetadata, ApiObjectProps } from 'cdk8s';
import type { Environment } from '../infra/environment.ts';
import type { ServiceSpec } from './labels.ts';

/** What the objects of one service are made from. */
export interface ServiceContext {
  readonly environment: Environment;
  readonly service: ServiceSpec;
  /** As pods spell it: the name alone for Kustomize, a template for Helm. */
  readonly image: string;
  /** The text of a smoke test, by the path that the environment file gives. */
  readonly readScript: (path: string) => string;
}

/** An object of a service before it gets its labels. */
export interface ServiceObject extends ApiObjectProps {
  readonly metadata: ApiObjectMetadata & { readonly name: string };
  readonly [field: string]: unknown;
}
