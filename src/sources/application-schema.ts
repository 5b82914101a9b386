import * as z from 'zod';
import { isOurKey } from '../model/annotations.ts';
import type { Application } from '../model/application.ts';
import { fail, ok, type Result } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { appName } from '../model/watch.ts';

/**
 * A source is kept whole: what a patch creates in it is guarded by a test of its present value, unknown
 * fields included.
 */
const Source = z.looseObject({
  repoURL: z.string(),
  path: z.string().optional(),
  chart: z.string().optional(),
  ref: z.string().optional(),
  targetRevision: z.string().optional(),
  helm: z
    .looseObject({
      parameters: z
        .array(
          z.looseObject({
            name: z.string().optional(),
            value: z.string().optional(),
            forceString: z.boolean().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  kustomize: z.looseObject({ images: z.array(z.string()).optional() }).optional(),
});

const Metadata = z.object({
  name: z.string(),
  namespace: z.string(),
  uid: z.string().optional(),
  deletionTimestamp: z.string().optional(),
  annotations: z.record(z.string(), z.string()).transform(onlyOurs).optional(),
});

const Status = z.object({
  sourceType: z.string().optional(),
  sourceTypes: z.array(z.string()).optional(),
  summary: z.object({ images: z.array(z.string()).optional() }).optional(),
});

const Schema = z.object({
  metadata: Metadata,
  spec: z.object({
    source: Source.optional(),
    sources: z.array(Source).optional(),
    sourceHydrator: z.object({}).optional(),
  }),
  status: Status.optional(),
});

/**
 * What is used of an Application as the API server gives it, and nothing else: its many conditions,
 * resources and times change all the time and mean nothing here.
 */
export function project(object: unknown): Result<Application> {
  const parsed = Schema.safeParse(object);
  if (parsed.success) return ok(parsed.data);
  const { data } = Named.safeParse(object);
  return fail('invalid-config', {
    what: 'the object is no Application',
    where: data === undefined ? 'an Application' : `Application ${appName(data.metadata)}`,
    found: printable(z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ')),
    expected: 'the shape that the CustomResourceDefinition of Argo CD describes',
  });
}

const Named = z.object({ metadata: z.object({ namespace: z.string(), name: z.string() }) });

function onlyOurs(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => isOurKey(key)));
}
