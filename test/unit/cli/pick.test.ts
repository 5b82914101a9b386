import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { program } from '../../support/program.ts';

const input = 'v1.0.2\nv1.0.3\r\n20251114\n\n';

describe('tagboat pick', () => {
  it('answers in a shape that others rely on', async () => {
    const { code, out, err } = await program(['pick', '-o', 'json'], { input });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const answer = JSON.parse(out);
    expect(answer).toEqual({
      pick: 'v1.0.3',
      verdicts: expect.arrayContaining([
        { tag: 'v1.0.3', code: 'taken', reason: expect.any(String) },
        { tag: 'v1.0.2', code: 'lower', reason: 'lower than v1.0.3' },
        { tag: '20251114', code: 'date-shaped', reason: expect.any(String) },
      ]),
    });
    expect(answer.verdicts).toHaveLength(3);
    const yaml = await program(['pick', '-o', 'yaml'], { input });
    expect(parse(yaml.out, { maxAliasCount: 0 })).toEqual(answer);
  });

  it('says null, and exits 0, when no tag passes', async () => {
    const { code, out } = await program(['pick', '-o', 'json'], { input: 'latest\n' });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ pick: null });
  });

  it('prints a table', async () => {
    const { out } = await program(['pick', '--constraint', '<1.0.3'], { input });
    expect(out).toMatch(/^✓ v1\.0\.2\s+taken/);
    expect(out).toMatch(/· v1\.0\.3\s+outside-constraint/);
    expect(out).toMatch(/\npick: v1\.0\.2\n$/);
  });

  it('prints no control characters of a tag', async () => {
    const { out } = await program(['pick'], { input: '\u001b[2J\n' });
    expect(out).toContain('\\u001b[2J');
    expect(out).not.toContain('\u001b');
  });

  it.each([
    ['a strategy that needs images', ['--strategy', 'newest-build'], '--image'],
    ['a constraint that does not parse', ['--constraint', '>>1'], '--constraint'],
    ['an allow-tags that does not parse', ['--allow-tags', 'regexp:('], '--allow-tags'],
    ['calver without a format', ['--strategy', 'calver'], '--format'],
    ['an unknown strategy', ['--strategy', 'best'], '--strategy'],
    ['an unknown output', ['-o', 'xml'], '--output'],
    ['an image that is none', ['--image', 'Not An Image'], 'Not An Image'],
  ])('exits 2 for %s, naming it', async (_, args, named) => {
    const { code, out, err } = await program(['pick', ...args], { input });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(named);
  });
});
