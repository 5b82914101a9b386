import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import {
  APPLICATION_RULES,
  ARGO_CD_RULES,
  deploymentSpec,
  tagboatArgs,
} from '../../../../infra/values/tagboat.ts';
import { addUpdaterOptions } from '../../../../src/cli/updater-options.ts';
import { devEnvironment, prodEnvironment } from '../../../support/environments.ts';

/** `verb resource` of every rule; a wildcard would stand out. */
const granted = [...APPLICATION_RULES, ...ARGO_CD_RULES].flatMap(({ resources, verbs }) =>
  resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)),
);

describe('what Tagboat may do', () => {
  it('is what it does, and nothing else', () => {
    expect([...granted].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'get applications',
      'get configmaps',
      'get secrets',
      'list applications',
      'list imageupdaters',
      'list secrets',
      'patch applications',
      'watch applications',
      'watch imageupdaters',
    ]);
  });
});

describe('the command line', () => {
  it('is understood, and says what the environment says', () => {
    const [name, ...args] = tagboatArgs(prodEnvironment());
    const command = addUpdaterOptions(new Command('run'))
      .option('--interval <duration>')
      .option('--health-probe-bind-address <address>');
    command.exitOverride().parse(args, { from: 'user' });
    expect(name).toBe('run');
    expect(command.opts()).toMatchObject({
      argocdNamespace: 'argocd',
      watchNamespaces: ['argocd', 'team-apps'],
      interval: '2m',
      loglevel: 'info',
      logformat: 'json',
      registriesConfPath: '/etc/tagboat/registries.conf',
      gitCommitUser: 'argocd-image-updater',
      gitCommitEmail: 'noreply@argoproj.io',
      healthProbeBindAddress: ':8081',
    });
  });
});

describe('the Pod', () => {
  const { spec, metadata } = deploymentSpec(devEnvironment(), 'digest').template;
  const container = spec.containers.at(0);

  it('keeps the restricted security standard', () => {
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('writes to /tmp alone', () => {
    const writable = container?.volumeMounts.filter((mount) => !('readOnly' in mount));
    expect(writable).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  it('is another one when the registries change', () => {
    expect(metadata.annotations).toEqual({ 'tagboat.dev/conf': 'digest' });
  });

  it('pulls its image as services do', () => {
    expect(spec.imagePullSecrets).toEqual([{ name: 'ghcr-pull' }]);
  });

  it('has the resources of the environment', () => {
    const resources = { limits: { memory: '1Gi' } };
    const own = deploymentSpec(devEnvironment({ updater: { resources } }), 'digest').template.spec;
    expect(own.containers.at(0)?.resources).toEqual(resources);
    expect(container?.resources).toMatchObject({ limits: { memory: '512Mi' } });
  });
});
