import { describe, expect, it } from '@jest/globals';
import { project } from '../../../src/sources/application-schema.ts';
import { application } from '../../support/applications.ts';

describe('project', () => {
  it('keeps what is used and drops what Argo CD keeps rewriting', () => {
    const app = application();
    const object = {
      ...app,
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        ...app.metadata,
        resourceVersion: '17',
        managedFields: [{}],
        labels: { team: 'a' },
        annotations: { ...app.metadata.annotations, 'argocd.argoproj.io/refresh': 'normal' },
      },
      spec: { ...app.spec, project: 'default', destination: {} },
      status: { ...app.status, reconciledAt: 'now', resources: [{}], history: [] },
      operation: {},
    };
    expect(project(object)).toEqual({ ok: true, value: app });
  });

  it('keeps a source whole, since patches test it', () => {
    const source = {
      repoURL: 'https://git.example/x.git',
      path: 'x',
      targetRevision: 'main',
      directory: { recurse: true },
      helm: {
        valuesObject: { a: [1, { b: null }] },
        parameters: [{ name: 'a', value: 'b', x: 1 }],
      },
      kustomize: { namePrefix: 'x', images: ['a:1'] },
    };
    const object = { metadata: { name: 'a', namespace: 'b' }, spec: { source, sources: [source] } };
    const projected = project(object);
    expect(JSON.stringify(projected.ok && projected.value.spec.source)).toHaveLength(
      JSON.stringify(source).length,
    );
    expect(projected).toEqual({ ok: true, value: object });
  });

  it('adds nothing to a parameter that has no value', () => {
    const source = { repoURL: 'x', helm: { parameters: [{ name: 'a' }] } };
    const object = { metadata: { name: 'a', namespace: 'b' }, spec: { source } };
    expect(project(object)).toEqual({ ok: true, value: object });
  });

  it.each([
    [undefined, 'an Application'],
    [{ metadata: { name: 'a', namespace: 'b' } }, 'Application b/a'],
    [
      { metadata: { name: 'a', namespace: 'b' }, spec: { source: { repoURL: 1 } } },
      'Application b/a',
    ],
  ])('refuses %j', (object, where) => {
    expect(project(object)).toMatchObject({ ok: false, error: { problem: { where } } });
  });
});
