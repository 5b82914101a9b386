import { createHash } from 'node:crypto';
import { TagboatError } from '../model/errors.ts';
import { printableUrl } from '../model/secret.ts';
import type { HttpResponse, Log } from '../ports.ts';
import type { Send, Target } from './session.ts';
import { answerError } from './wire/answer-errors.ts';
import { nextPage } from './wire/link.ts';
import { isTag, parseTagPage } from './wire/tag-page.ts';

export interface TagList {
  /** Each once, in the registry's order; what is no tag by the specification is left out. */
  readonly tags: readonly string[];
  /** Hash of the tags, whatever their order: unchanged as long as the list is. */
  readonly revision: string;
}

/** All tags of a repository, page by page. */
export interface TagLister {
  /** @throws TagboatError `not-found` (no such repository), `refused` (too long, or links elsewhere), as Send */
  list(target: Target): Promise<TagList>;
}

const PAGE_SIZE = 1000;
const PAGE_BYTES = 16 * 1024 * 1024;
/** Of one repository: more than any known one has, and what the worst registry can make of memory. */
const MOST_PAGES = 1000;
const MOST_BYTES = 64 * 1024 * 1024;

/** What registries answer to a page size above their own maximum. */
const SIZE_REFUSED: readonly number[] = [400, 405, 416, 422];

interface Page {
  readonly url: string;
  readonly answer: HttpResponse;
}

export function createTagLister(send: Send, log: Log): TagLister {
  const refusedSize = new Set<string>();

  /** The first page, without `n` from the day the registry refuses it. */
  async function firstPage(target: Target): Promise<Page> {
    const { apiUrl, name } = target.endpoint;
    const url = `${apiUrl}/v2/${target.path}/tags/list`;
    if (!refusedSize.has(apiUrl)) {
      const sized = await getPage(send, target, `${url}?n=${PAGE_SIZE}`);
      if (!SIZE_REFUSED.includes(sized.answer.status)) return sized;
      refusedSize.add(apiUrl);
      log.info('registry refuses pages of 1000 tags, so its own size is used', { registry: name });
    }
    return getPage(send, target, url);
  }

  async function* pages(target: Target): AsyncIterable<Page> {
    const seen = new Set<string>();
    let page = await firstPage(target);
    let bytes = 0;
    for (;;) {
      yield page;
      bytes += page.answer.body.byteLength;
      seen.add(page.url);
      const next = linkOf(page);
      if (next === undefined) return;
      if (seen.has(next) || seen.size === MOST_PAGES || bytes > MOST_BYTES) throw endless(target);
      page = await getPage(send, target, next);
    }
  }

  return {
    async list(target) {
      const found = new Set<string>();
      for await (const page of pages(target)) {
        for (const tag of tagsOf(page)) if (isTag(tag)) found.add(tag);
      }
      const tags = [...found];
      return { tags, revision: revisionOf(tags) };
    },
  };
}

async function getPage(send: Send, target: Target, url: string): Promise<Page> {
  const answer = await send(target, { kind: 'list', method: 'GET', url, maxBytes: PAGE_BYTES });
  return { url, answer };
}

function tagsOf({ url, answer }: Page): readonly string[] {
  const where = printableUrl(url);
  if (answer.status === 200) {
    const tags = parseTagPage(answer.body, where);
    if (tags.ok) return tags.value;
    throw tags.error;
  }
  const said = answerError(answer.body);
  const found = said === undefined ? undefined : `${said.code} ${said.message}`.trim();
  const { status } = answer;
  if (status === 404) {
    const what = 'the registry has no such repository';
    throw new TagboatError('not-found', { what, where, found, status });
  }
  const what = `the registry answered with status ${status} instead of its tags`;
  throw new TagboatError('refused', { what, where, found, expected: 'status 200', status });
}

function linkOf({ url, answer }: Page): string | undefined {
  const next = nextPage(answer.headers.link, url);
  if (next.ok) return next.value;
  throw next.error;
}

function endless({ endpoint, path }: Target): TagboatError {
  return new TagboatError('refused', {
    what: 'the tag list does not end',
    where: `${printableUrl(endpoint.apiUrl)} ${path}`,
    expected: `at most ${MOST_PAGES} different pages and ${MOST_BYTES} bytes`,
  });
}

function revisionOf(tags: readonly string[]): string {
  return createHash('sha256').update(tags.toSorted().join('\n')).digest('hex');
}
