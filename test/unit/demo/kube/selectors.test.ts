import { describe, expect, it } from '@jest/globals';
import { fieldMatcher, labelMatcher } from '../../../../src/demo/kube/selectors.ts';

function object(labels?: Record<string, string>) {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'back',
      namespace: 'argocd',
      uid: '',
      resourceVersion: '1',
      creationTimestamp: '',
      labels,
    },
  };
}

const labelled = object({
  team: 'blue',
  'argocd.argoproj.io/secret-type': 'repo-creds',
  empty: '',
});

describe('labelMatcher', () => {
  it.each([
    ['', true],
    ['team=blue', true],
    ['team == blue', true],
    ['team=red', false],
    ['team!=red', true],
    ['team!=blue', false],
    ['none!=x', true],
    ['none=', false],
    ['empty=', true],
    ['team', true],
    ['none', false],
    ['!none', true],
    ['! team', false],
    ['team in (red,blue)', true],
    ['team in (red)', false],
    ['team notin (red, green)', true],
    ['none notin (x)', true],
    ['none in ()', false],
    ['argocd.argoproj.io/secret-type in (repository, repo-creds),team=blue', true],
    ['team=blue,team=red', false],
  ])('of %s: %p', (selector, expected) => {
    expect(labelMatcher(selector)(labelled)).toBe(expected);
  });

  it('takes an object without labels', () => {
    expect(labelMatcher('!team')(object())).toBe(true);
  });

  it.each(['a b', 'a=b c', 'in (a)', 'a>b'])('refuses %s', (selector) => {
    expect(() => labelMatcher(selector)).toThrow('unable to parse requirement');
  });
});

describe('fieldMatcher', () => {
  it.each([
    ['', true],
    ['metadata.name=back', true],
    ['metadata.name==front', false],
    ['metadata.name!=front', true],
    ['metadata.name=back,metadata.namespace=default', false],
    ['metadata.namespace!=default', true],
  ])('of %s: %p', (selector, expected) => {
    expect(fieldMatcher(selector)(object())).toBe(expected);
  });

  it.each(['spec.project=a', 'metadata.name'])('refuses %s', (selector) => {
    expect(() => fieldMatcher(selector)).toThrow('field label not supported');
  });
});
