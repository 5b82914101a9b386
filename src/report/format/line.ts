import { formatImage, type ImageRef } from '../../model/image.ts';
import type { Change, Decision, Outcome } from '../../model/plan.ts';
import { appName, type Watch } from '../../model/watch.ts';

/** One line of the log: a constant message and the data that varies. */
export interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What one Watch came to in one cycle, as one line. */
export function lineOf(decision: Decision, outcome: Outcome | undefined): Line {
  switch (decision.kind) {
    case 'change':
      return changeLine(decision.change, outcome, warningOf(decision));
    case 'current':
      return {
        level: 'debug',
        message: 'image is up to date',
        data: {
          ...subject(decision.watch),
          tag: shortImage(decision.image),
          ...warningOf(decision),
        },
      };
    case 'skip':
      return {
        level: decision.code === 'unknown' || decision.code === 'downgrade' ? 'warn' : 'info',
        message: 'image is left as it is',
        data: { ...subject(decision.watch), code: decision.code, reason: decision.reason },
      };
    case 'failed':
      return {
        level: 'error',
        message: 'image cannot be updated',
        data: { ...subject(decision.watch), error: decision.error },
      };
  }
}

function changeLine(change: Change, outcome: Outcome | undefined, warning: object): Line {
  const data = {
    ...subject(change.watch),
    from: change.from === undefined ? null : shortImage(change.from),
    to: shortImage(change.to),
    ...warning,
  };
  if (outcome === undefined) return { level: 'info', message: 'image would be updated', data };
  if (outcome.kind === 'failed') {
    return {
      level: 'error',
      message: 'image was not written',
      data: { ...data, error: outcome.error },
    };
  }
  const commit = outcome.commit === undefined ? {} : { commit: outcome.commit };
  return { level: 'info', message: 'image updated', data: { ...data, ...commit } };
}

function subject({ app, alias, image }: Watch) {
  const name = alias === '' ? {} : { alias };
  return { application: appName(app), ...name, image: formatImage(image) };
}

/** What is new between two images of one repository. */
function shortImage({ tag, digest }: ImageRef): string {
  return digest === undefined ? (tag ?? '') : `${tag ?? ''}@${digest}`;
}

/** Why the taken tag deserves a second look. */
function warningOf({
  verdicts,
}: {
  readonly verdicts: readonly { readonly warning?: string | undefined; readonly reason: string }[];
}) {
  const warned = verdicts.find((verdict) => verdict.warning !== undefined);
  return warned === undefined ? {} : { warning: warned.warning, reason: warned.reason };
}
