import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tellStory } from '../../../../src/cli/demo/story.ts';
import type { Io } from '../../../../src/cli/io.ts';

describe('tellStory', () => {
  let folder: string;
  let printed: string;
  let ending: AbortController;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-demo-'));
    printed = '';
    ending = new AbortController();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function io(fields: Partial<Io> = {}): Io {
    return {
      environment: { PATH: process.env.PATH },
      out: (text) => {
        printed += text;
        if (text.startsWith('Still running')) ending.abort();
      },
      err: () => undefined,
      readInput: async () => '',
      colours: false,
      platform: 'linux/amd64',
      scratch: join(folder, 'scratch'),
      signal: ending.signal,
      ...fields,
    };
  }

  it('brings v1.0.3 to both Applications and says why not the others', async () => {
    expect(await tellStory(io(), { keep: false })).toBe(0);
    expect(printed).toMatch(/✓ v1\.0\.3 +taken/);
    for (const trap of ['20251114-173059', '20251114', '20251114-073059']) {
      expect(printed).toMatch(new RegExp(`· ${trap} +date-shaped`));
    }
    expect(printed).toContain('+ image.tag: v1.0.3');
    expect(printed).toContain('+ tag: v1.0.3 # written back by the updater');
    expect(printed).toMatch(/It cost \d+ tag lists, 1 token, 2 patches and 1 git push\./);
    expect(printed).not.toContain('\u001b');
    expect(existsSync(join(folder, 'scratch'))).toBe(false);
  });

  it('colours what it says on a terminal', async () => {
    await tellStory(io({ colours: true }), { keep: false });
    expect(printed).toContain('\u001b[32m✓\u001b[0m');
  });

  it('stays up until it is asked to end, and says where everything is', async () => {
    expect(await tellStory(io(), { keep: true })).toBe(0);
    expect(printed).toMatch(/registry +http:\/\/127\.0\.0\.1:\d+\/v2\/acme\/back\/tags\/list/);
    expect(printed).toContain('stopped, finishing what was under way');
  });

  it('fails, saying what to install, when there is no git', async () => {
    const story = tellStory(io({ environment: { PATH: '/nonexistent' } }), { keep: false });
    await expect(story).rejects.toThrow(/git/);
    expect(printed).toContain('✗ git is installed');
  });
});
