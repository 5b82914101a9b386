import { describe, expect, it } from '@jest/globals';
import type { Application } from '../../../src/model/application.ts';
import { annotationSource } from '../../../src/sources/annotation-source.ts';
import { application } from '../../support/applications.ts';

const OPTIONS = { argocdNamespace: 'argocd', defaultPlatforms: [] };

function sourceOf(apps: readonly Application[]) {
  return annotationSource({ all: () => apps }, OPTIONS);
}

describe('annotationSource', () => {
  it('puts the Watches and problems of all Applications together', () => {
    const bad = application({ name: 'bad', annotations: { 'image-list': 'UPPER' } });
    const { watches, problems } = sourceOf([application(), bad]).watches();
    expect(watches.map(({ app }) => app.name)).toEqual(['back']);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('Application argocd/bad'),
    ]);
  });

  it('reads an Application once as long as it stays the same object', () => {
    const apps = [application()];
    const source = sourceOf(apps);
    const [before] = source.watches().watches;
    expect(source.watches().watches[0]).toBe(before);
    apps[0] = application();
    expect(source.watches().watches[0]).not.toBe(before);
    expect(source.watches().watches[0]).toEqual(before);
  });

  it('leaves an Application alone that is being deleted', () => {
    const app = application();
    const going = {
      ...app,
      metadata: { ...app.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' },
    };
    expect(sourceOf([going]).watches()).toEqual({ watches: [], problems: [] });
  });
});
