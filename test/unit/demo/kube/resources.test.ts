import { describe, expect, it } from '@jest/globals';
import {
  apiVersionOf,
  customResource,
  RESOURCES,
  resourceName,
} from '../../../../src/demo/kube/resources.ts';

describe('RESOURCES', () => {
  it.each([
    ['v1', 'Namespace', 'namespaces'],
    ['v1', 'Secret', 'secrets'],
    ['v1', 'ConfigMap', 'configmaps'],
    ['v1', 'Event', 'events'],
    ['coordination.k8s.io/v1', 'Lease', 'leases.coordination.k8s.io'],
    ['argoproj.io/v1alpha1', 'Application', 'applications.argoproj.io'],
    [
      'argocd-image-updater.argoproj.io/v1alpha1',
      'ImageUpdater',
      'imageupdaters.argocd-image-updater.argoproj.io',
    ],
  ])('has %s %s as %s', (apiVersion, kind, name) => {
    const found = RESOURCES.find((each) => each.kind === kind);
    expect(found && [apiVersionOf(found), resourceName(found)]).toEqual([apiVersion, name]);
  });

  it('gives a status subresource to ImageUpdater and to no other kind', () => {
    const kinds = RESOURCES.filter((each) => each.statusSubresource).map(({ kind }) => kind);
    expect(kinds).toEqual(['ImageUpdater']);
  });
});

describe('customResource', () => {
  it('makes the plural of the kind', () => {
    const made = customResource('example.io/v1', 'TrackedImage', { statusSubresource: true });
    expect(made).toMatchObject({ group: 'example.io', version: 'v1', plural: 'trackedimages' });
  });
});
