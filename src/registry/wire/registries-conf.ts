import { isNode, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { fail, ok, type Result } from '../../model/errors.ts';
import { didYouMean } from '../../model/nearest.ts';

/** As YAML 1.1 writes them, which upstream reads. */
const flag = z.union([
  z.boolean(),
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['yes', 'no', 'on', 'off']))
    .transform((word) => word === 'yes' || word === 'on'),
]);

/** Upstream's `registries.conf`, strict: the keys of its page "Configuring registries". */
const entry = z.strictObject({
  name: z.string().min(1),
  api_url: z.url({ protocol: /^https?$/ }),
  /** What images of this registry start with; Docker Hub when empty. */
  prefix: z.string().default(''),
  /** Ask `/v2/` first how to authenticate, instead of learning it from the first refusal. @default true */
  ping: flag.default(true),
  /** Used where an image names no credentials of its own. */
  credentials: z.string().optional(),
  /** A Go duration, after which credentials are read again although nothing refused them. */
  credsexpire: z.string().optional(),
  tagsortmode: z.enum(['latest-first', 'latest-last', 'none', '']).default('none'),
  /** Do not verify the certificate. */
  insecure: flag.default(false),
  ca_file: z.string().optional(),
  ca_data: z.string().optional(),
  /** Put before names without a slash. */
  defaultns: z.string().optional(),
  /** Requests a second. Absent, or 0 as upstream, means no limit. */
  limit: z.int().min(0).optional(),
  default: flag.default(false),
});
const file = z.strictObject({ registries: z.array(entry) });

export type RegistryEntry = z.infer<typeof entry>;

const KEYS = Object.keys(entry.shape);

/**
 * Reads a registries.conf.
 *
 * @param where the file's name, for errors
 * @returns `invalid-config` naming the line of the first mistake
 */
export function parseRegistriesConf(text: string, where: string): Result<readonly RegistryEntry[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset = 0) => `${where}:${lines.linePos(offset).line}`;
  const [broken] = document.errors;
  if (broken !== undefined) {
    const what = `the YAML does not parse (${broken.message.split('\n')[0]})`;
    return fail('invalid-config', { what, where: at(broken.pos[0]) });
  }
  const parsed = file.safeParse(plainValue(document));
  if (parsed.success) return ok(parsed.data.registries);
  const lineOf = (path: readonly PropertyKey[]) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node)) return at(node.range?.[0]);
    }
    return at();
  };
  return fail('invalid-config', mistake(firstIssue(parsed.error), lineOf));
}

/** Undefined when aliases multiply beyond measure. */
function plainValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 });
  } catch {
    return undefined;
  }
}

type Issue = Pick<z.core.$ZodIssue, 'message' | 'path'> & { readonly keys?: readonly string[] };

/** Keys such as `api_url` and `ca_file` are long enough for three slips. */
const MAX_EDITS = 3;

/** A key misspelt explains the other mistakes. */
function firstIssue({ issues }: z.ZodError): Issue {
  const misspelt = issues.find(({ code }) => code === 'unrecognized_keys');
  return misspelt ?? issues[0] ?? { message: 'another form', path: [] };
}

function mistake(issue: Issue, lineOf: (path: readonly PropertyKey[]) => string) {
  if (issue.keys !== undefined) {
    const [key = ''] = issue.keys;
    const known = issue.path.length === 0 ? ['registries'] : KEYS;
    const hint = didYouMean(key.toLowerCase(), known, MAX_EDITS);
    return {
      what: `the key ${key} is not known`,
      where: lineOf([...issue.path, key]),
      ...(hint === undefined ? {} : { hint }),
    };
  }
  return {
    what: `${issue.path.join('.') || 'the file'} cannot be used`,
    where: lineOf(issue.path),
    expected: issue.message,
  };
}
