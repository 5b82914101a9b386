import * as z from 'zod';
import { TagboatError } from '../model/errors.ts';
import type { KubeEvent } from '../ports.ts';
import { parseJson } from './kube-body.ts';
import { watchError } from './kube-status.ts';

const Versioned = z.object({ metadata: z.object({ resourceVersion: z.string().min(1) }) });

const Event = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']), object: z.unknown() }),
  z.object({ type: z.literal('ERROR'), object: z.unknown() }),
]);

const TYPES = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const;

/**
 * One line of a watch as an event (Kubernetes API concepts, "efficient detection of changes"). Its object is
 * what the caller says it is.
 * @throws TagboatError as the Status of an ERROR event says, `conflict` for 410; `unavailable` when the
 *   line is no event, as the cut off last line of a broken connection
 */
export function parseEvent<T>(line: string, where: string): KubeEvent<T> {
  const { type, object } = parse(Event, parseJson(line), where);
  if (type === 'ERROR') throw watchError(object, where);
  const { resourceVersion } = parse(Versioned, object, where).metadata;
  if (type === 'BOOKMARK') return { type: 'bookmark', resourceVersion };
  return { type: TYPES[type], object: parse(z.custom<T>(), object, where), resourceVersion };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new TagboatError('unavailable', {
    what: 'the watch delivered something that is no event',
    where,
  });
}
