import { describe, expect, it } from '@jest/globals';
import { countsOf, createCycles, repositoryName } from '../../../src/controller/cycles.ts';
import { TagboatError } from '../../../src/model/errors.ts';
import type { Watch } from '../../../src/model/watch.ts';
import type { Reporter } from '../../../src/report/reporter.ts';
import { application, withParameters } from '../../support/applications.ts';
import { testClock } from '../../support/clock.ts';
import { fakeStages } from '../../support/stages.ts';
import { watch } from '../../support/watches.ts';

const problem = new TagboatError('invalid-config', { where: 'here', what: 'is wrong' });
const lost = watch({ alias: 'lost', repository: { registry: 'ghcr.io', path: 'acme/lost' } });
const idle = watch({ alias: 'idle', live: [] });

function open(watches: readonly Watch[]) {
  const stages = fakeStages({
    tags: { 'acme/back': ['v1.0.3'] },
    applications: [application({ source: withParameters({ 'image.tag': 'v1.0.2' }) })],
  });
  const told: string[] = [];
  const kept: (readonly Watch[])[] = [];
  const reporter: Reporter = {
    report: ({ alias }, decision, outcome) =>
      told.push(`${alias} ${decision.kind} ${outcome?.kind ?? 'unwritten'}`),
    problems: (errors) => told.push(...errors.map(({ message }) => message)),
    keepOnly: (all) => kept.push(all),
  };
  const clock = testClock(5000);
  const source = { watches: () => ({ watches, problems: [problem] }) };
  const cycles = createCycles({ stages, source, reporter, clock, log: stages.log });
  return { cycles, told, kept, log: stages.log };
}

describe('createCycles', () => {
  it('reports problems first, then every Watch', async () => {
    const { cycles, told, kept } = open([watch(), lost, idle]);
    await cycles.run(() => 'new');
    expect(told[0]).toBe(problem.message);
    expect(new Set(told.slice(1))).toEqual(
      new Set(['back change written', 'idle skip unwritten', 'lost failed unwritten']),
    );
    expect(kept).toEqual([[watch(), lost, idle]]);
  });

  it('works only on the repositories of its scope', async () => {
    const { cycles, told } = open([watch(), lost]);
    const results = await cycles.run(({ path }) => (path === 'acme/back' ? 'new' : undefined));
    expect(results).toHaveLength(1);
    expect(told).toEqual([problem.message, 'back change written']);
  });

  it('tells of an override that hides what is written to git', async () => {
    const destination: Watch['destination'] = {
      method: 'git',
      repository: 'https://git.example/ops.git',
      file: { kind: 'helmvalues', path: 'values.yaml' },
      credentials: { kind: 'repocreds' },
    };
    const { cycles, told } = open([watch({ destination })]);
    await cycles.run(() => undefined);
    expect(told[1]).toContain('image.tag=v1.0.2');
  });

  it('knows when the last one ended, and logs what it came to', async () => {
    const { cycles, log } = open([watch(), lost, idle]);
    expect(cycles.last()).toBeUndefined();
    await cycles.run(() => 'new');
    expect(cycles.last()).toBe(5000);
    expect(log.entries.at(-1)).toEqual({
      level: 'debug',
      message: 'cycle done',
      data: { watches: 3, updated: 1, current: 0, skipped: 1, failed: 1, ms: 0 },
    });
  });
});

describe('countsOf', () => {
  it('counts a change that was not written as failed', () => {
    const to = { registry: '', repository: 'nginx', tag: '1' };
    const change = { watch: watch(), to };
    const decision = { kind: 'change', change, verdicts: [] } as const;
    const outcome = { kind: 'failed', change, error: problem } as const;
    expect(countsOf([{ watch: watch(), decision, outcome }])).toEqual({
      watches: 1,
      updated: 0,
      current: 0,
      skipped: 0,
      failed: 1,
    });
  });
});

describe('repositoryName', () => {
  it('is registry and path', () => {
    expect(repositoryName({ registry: 'ghcr.io', path: 'acme/back' })).toBe('ghcr.io/acme/back');
  });
});
