import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { lines, parseJson, readText } from '../../../src/adapters/kube-body.ts';

const where = 'test';

async function* chunked(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function all(found: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = [];
  for await (const line of found) collected.push(line);
  return collected;
}

describe('lines', () => {
  it.each([
    [['a\nb\n'], ['a', 'b']],
    [
      ['a', 'b\nc', '\n'],
      ['ab', 'c'],
    ],
    [['a\n\n\nb\n'], ['a', 'b']],
    [['a\nunfinished'], ['a', 'unfinished']],
    [[''], []],
  ])('of %j are %j', async (chunks, expected) => {
    const found = await all(lines(chunked(...chunks), { maxLength: 100, where }));
    expect(found).toEqual(expected);
  });

  it('are the same wherever the stream is cut, in the middle of a character too', async () => {
    const text = fc.array(
      fc.string({ unit: 'grapheme' }).map((s) => s.replaceAll('\n', '') || '-'),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (expected, size) => {
        const bytes = Buffer.from(expected.map((line) => `${line}\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const found = await all(lines(chunked(...chunks), { maxLength: 1e6, where }));
        expect(found).toEqual(expected);
      }),
    );
  });

  it('refuse one that does not end', async () => {
    const endless = lines(chunked('a\n', 'b'.repeat(11)), { maxLength: 10, where });
    expect((await endless.next()).value).toBe('a');
    await expect(endless.next()).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('readText', () => {
  it('puts the chunks together', async () => {
    const bytes = Buffer.from('é');
    const body = chunked('a', bytes.subarray(0, 1), bytes.subarray(1));
    expect(await readText(body, { maxBytes: 3, where })).toBe('aé');
  });

  it('refuses more than was allowed', async () => {
    const reading = readText(chunked('ab', 'cd'), { maxBytes: 3, where });
    await expect(reading).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('parseJson', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['<html>', undefined],
    ['', undefined],
  ])('of %j is %j', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
});
