import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { addConnectionOptions } from '../../../src/cli/connection-options.ts';

describe('addConnectionOptions', () => {
  it('reads where the API server, Argo CD and the registries are', () => {
    const values = {
      kubeconfig: '/k',
      context: 'prod',
      argocdNamespace: 'gitops',
      registriesConfPath: '/r',
    };
    const args = [
      '--kubeconfig=/k',
      '--context=prod',
      '--argocd-namespace=gitops',
      '--registries-conf-path=/r',
    ];
    const command = addConnectionOptions(new Command()).parse(args, { from: 'user' });
    expect(command.opts()).toEqual(values);
  });
});
