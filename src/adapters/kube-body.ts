import { TagboatError } from '../model/errors.ts';

/**
 * Splits a stream of UTF-8 into its lines, without the newlines. Empty lines are left out; an unfinished
 * last one is handed over as it is.
 * @throws TagboatError `refused` when a line does not end after `maxLength` characters
 */
export async function* lines(
  chunks: AsyncIterable<Uint8Array>,
  { maxLength, where }: { readonly maxLength: number; readonly where: string },
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let line = '';
  for await (const chunk of chunks) {
    const [end = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    line += end;
    for (const next of others) {
      if (line !== '') yield line;
      line = next;
    }
    if (line.length > maxLength) throw tooLong(maxLength, where);
  }
  if (line !== '') yield line;
}

function tooLong(maxLength: number, where: string): TagboatError {
  return new TagboatError('refused', {
    what: 'a line of the answer is too long',
    where,
    expected: `at most ${maxLength} characters`,
  });
}

/** @throws TagboatError `refused` when there is more than `maxBytes` */
export async function readText(
  body: AsyncIterable<Uint8Array>,
  { maxBytes, where }: { readonly maxBytes: number; readonly where: string },
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new TagboatError('refused', {
        what: 'the answer is too long',
        where,
        expected: `at most ${maxBytes} bytes`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The value, or undefined when the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
