import { describe, expect, it } from '@jest/globals';
import type { PolicyField, PolicySpec } from '../../../src/model/policy.ts';
import { compilePolicy } from '../../../src/select/policy.ts';
import { policySpec } from '../../support/policies.ts';

describe('compilePolicy', () => {
  it('keeps the specification', () => {
    const spec = policySpec({ constraint: '^1' });

    expect(compilePolicy(spec)).toMatchObject({ ok: true, value: { spec } });
  });

  it.each<[string, Partial<PolicySpec>]>([
    ['no constraint', {}],
    ['an empty constraint', { constraint: '' }],
    [
      'a constraint that its strategy has no use for',
      { strategy: 'newest-build', constraint: '^' },
    ],
    ['a format that its strategy has no use for', { format: 'x', extract: '(' }],
    ['an empty allow-tags', { allowTags: '' }],
    ['digest with a tag', { strategy: 'digest', constraint: 'latest' }],
    ['calver with a format', { strategy: 'calver', format: 'YYYY.MM' }],
    ['numerical without extract', { strategy: 'numerical' }],
  ])('takes %s', (_case, given) => {
    expect(compilePolicy(policySpec(given)).ok).toBe(true);
  });

  it.each<[PolicyField, Partial<PolicySpec>, string]>([
    ['constraint', { constraint: 'latest' }, 'constraint'],
    ['constraint', { strategy: 'digest' }, 'constraint'],
    ['constraint', { strategy: 'calver', format: 'YYYY', constraint: '1' }, 'constraint'],
    ['constraint', { strategy: 'numerical', constraint: '1' }, 'constraint'],
    ['allowTags', { allowTags: '^v1' }, 'allow-tags'],
    ['ignoreTags', { ignoreTags: ['['] }, 'ignore-tags'],
    ['platforms', { platforms: ['amd64'] }, 'platforms'],
    ['format', { strategy: 'calver' }, 'format'],
    ['extract', { strategy: 'numerical', extract: '(' }, 'extract'],
  ])('refuses a bad %s in %j, naming where it was written', (field, given, name) => {
    const origins = { [field]: `annotation x/${name}` };

    expect(compilePolicy(policySpec(given), origins)).toMatchObject({
      error: { code: 'invalid-config', problem: { where: `annotation x/${name}` } },
    });
    expect(compilePolicy(policySpec(given))).toMatchObject({ error: { problem: { where: name } } });
  });

  it.each<[Partial<PolicySpec>, unknown]>([
    [{}, undefined],
    [{ platforms: ['linux/amd64'] }, { want: 'platform', about: 'best' }],
    [{ strategy: 'newest-build' }, { want: 'created', about: 'all' }],
    [
      { strategy: 'newest-build', platforms: ['linux/amd64'] },
      { want: 'created', about: 'all' },
    ],
    [
      { strategy: 'digest', constraint: 'x' },
      { want: 'digest', about: 'best' },
    ],
    [
      { strategy: 'digest', constraint: 'x', platforms: ['linux/amd64'] },
      { want: 'platform', about: 'best' },
    ],
  ])('by %j, the registry is asked %j', (given, question) => {
    const compiled = compilePolicy(policySpec(given));

    expect(compiled.ok && compiled.value.question).toEqual(question);
  });
});
