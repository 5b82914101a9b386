import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EndpointOptions, findEndpoint } from '../../../src/adapters/kube-endpoint.ts';
import { testClock } from '../../support/clock.ts';

describe('findEndpoint', () => {
  let folder: string;
  let serviceAccountDirectory: string;
  const inPod = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-endpoint-'));
    serviceAccountDirectory = join(folder, 'serviceaccount');
    mkdirSync(serviceAccountDirectory);
    for (const [name, text] of [
      ['token', 'pod-token'],
      ['ca.crt', 'POD CA'],
      ['namespace', 'argocd'],
    ] as const) {
      writeFileSync(join(serviceAccountDirectory, name), text);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function kubeconfig(name: string): string {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(
      path,
      `current-context: c
contexts: [{name: c, context: {cluster: c}}]
clusters: [{name: c, cluster: {server: 'https://${name.replaceAll(/\W/g, '-')}.example'}}]`,
    );
    return path;
  }

  function find(options: Partial<EndpointOptions>) {
    return findEndpoint({
      environment: {},
      clock: testClock(),
      serviceAccountDirectory,
      ...options,
    });
  }

  it('takes the kubeconfig it is told', async () => {
    const environment = { ...inPod, KUBECONFIG: kubeconfig('other') };
    const endpoint = await find({ kubeconfig: kubeconfig('told'), environment });
    expect(endpoint.server).toBe('https://told.example');
  });

  it('takes the files of KUBECONFIG before the one at home', async () => {
    kubeconfig('home/.kube/config');
    const KUBECONFIG = `:${join(folder, 'none')}:${kubeconfig('listed')}`;
    const environment = { ...inPod, HOME: join(folder, 'home'), KUBECONFIG };
    expect((await find({ environment })).server).toBe('https://listed.example');
  });

  it('takes the kubeconfig at home before the service account', async () => {
    kubeconfig('home/.kube/config');
    const environment = { ...inPod, HOME: join(folder, 'home'), KUBECONFIG: '' };
    expect((await find({ environment })).server).toBe('https://home--kube-config.example');
  });

  it('takes the service account of the pod', async () => {
    const endpoint = await find({ environment: { ...inPod, HOME: folder } });
    expect(endpoint).toMatchObject({
      server: 'https://10.0.0.1:443',
      namespace: 'argocd',
      tls: { ca: 'POD CA' },
    });
    expect((await endpoint.auth.credential()).token?.reveal()).toBe('pod-token');
  });

  it('writes an IPv6 address of the pod as a URL', async () => {
    const environment = { ...inPod, KUBERNETES_SERVICE_HOST: 'fd00::1' };
    expect((await find({ environment })).server).toBe('https://[fd00::1]:443');
  });

  it('does not trust a server without the authority of the service account', async () => {
    rmSync(join(serviceAccountDirectory, 'ca.crt'));
    await expect(find({ environment: inPod })).rejects.toMatchObject({
      code: 'invalid-config',
      problem: { where: serviceAccountDirectory },
    });
  });

  it('says where it looked when there is nothing', async () => {
    await expect(find({ environment: { HOME: folder } })).rejects.toMatchObject({
      code: 'invalid-config',
      problem: { expected: expect.stringContaining('KUBECONFIG') },
    });
  });
});
