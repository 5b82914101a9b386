import { describe, expect, it } from '@jest/globals';
import { createTagMemory } from '../../../src/registry/tag-memory.ts';
import { testClock } from '../../support/clock.ts';
import { TARGET } from '../../support/registry-target.ts';

const HOUR = 3_600_000;
const tags = Array.from({ length: 200 }, (_, index) => `v${index}`);

function setUp(options = {}) {
  const clock = testClock();
  return { clock, memory: createTagMemory(clock, { capacity: 1000, ...options }) };
}

describe('createTagMemory', () => {
  it('knows what it was told', () => {
    const { memory } = setUp();
    memory.keep(TARGET, 'v1', 'sha256:a');
    expect(memory.recall(TARGET, 'v1')).toEqual({ digest: 'sha256:a', due: false });
    expect(memory.recall(TARGET, 'v2')).toBeUndefined();
  });

  it('lets tags come due apart, between half of the time and the whole', async () => {
    const { memory, clock } = setUp();
    for (const tag of tags) memory.keep(TARGET, tag, 'sha256:a');
    const due = () => tags.filter((tag) => memory.recall(TARGET, tag)?.due).length;
    await clock.advance(HOUR / 2 - 1);
    expect(due()).toBe(0);
    await clock.advance(HOUR / 4);
    expect(due()).toBeGreaterThan(tags.length / 4);
    expect(due()).toBeLessThan((tags.length * 3) / 4);
    await clock.advance(HOUR / 4 + 1);
    expect(due()).toBe(tags.length);
  });

  it('lets the same tag come due after the same time', async () => {
    const { memory, clock } = setUp({ tagTtlMs: 1000 });
    const lifetime = async () => {
      memory.keep(TARGET, 'v1', 'sha256:a');
      let ms = 0;
      for (; memory.recall(TARGET, 'v1')?.due === false; ms += 1) await clock.advance(1);
      return ms;
    };
    expect(await lifetime()).toBe(await lifetime());
  });

  it('remembers a missing tag for a shorter time', async () => {
    const { memory, clock } = setUp({ missingTtlMs: 1000 });
    memory.keep(TARGET, 'v1', undefined);
    expect(memory.recall(TARGET, 'v1')).toEqual({ digest: undefined, due: false });
    await clock.advance(1000);
    expect(memory.recall(TARGET, 'v1')).toEqual({ digest: undefined, due: true });
  });

  it('tells one user nothing of what another saw', () => {
    const { memory } = setUp();
    memory.keep(TARGET, 'v1', 'sha256:a');
    const other = { ...TARGET, credential: { kind: 'env', name: 'A' } as const };
    expect(memory.recall(other, 'v1')).toBeUndefined();
  });
});
