import { describe, expect, it } from '@jest/globals';
import { createLog, type LogFormat } from '../../../src/adapters/log.ts';
import { TagboatError } from '../../../src/model/errors.ts';
import { Secret } from '../../../src/model/secret.ts';

function logTo(format: LogFormat, level: 'debug' | 'warn' = 'debug') {
  const lines: string[] = [];
  return { lines, log: createLog({ format, level, write: (line) => lines.push(line) }) };
}

describe('createLog', () => {
  it('writes one JSON object a line', () => {
    const { lines, log } = logTo('json');
    log.info('patched', { application: 'argocd/back', tag: 'v1.0.3' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      msg: 'patched',
      application: 'argocd/back',
      tag: 'v1.0.3',
    });
  });

  it('writes readable text, quoting what is not one plain word', () => {
    const { lines, log } = logTo('text');
    log.warn('held', { tag: 'v1.0.3', reason: 'two words \u001b[31m' });
    expect(lines[0]).toMatch(/^\S+Z warn {2}held tag=v1\.0\.3 reason="two words \\u001b\[31m"\n$/);
  });

  it('leaves out what is below its level', () => {
    const { lines, log } = logTo('json', 'warn');
    log.info('quiet');
    log.error('loud');
    expect(lines).toHaveLength(1);
  });

  it.each(['json', 'text'] as const)('shows no secret and no stack in %s', (format) => {
    const { lines, log } = logTo(format);
    const error = new TagboatError('unauthorized', { where: 'registry', what: 'refused' });
    log.error('failed', { password: new Secret('hunter2'), error });
    expect(lines[0]).not.toContain('hunter2');
    expect(lines[0]).not.toContain('log.test.ts');
    expect(lines[0]).toContain('registry: refused');
  });
});
