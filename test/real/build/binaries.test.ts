import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { realBinaries, skipReason } from './binaries.ts';
import { partNames } from './recipes.ts';

describe('realBinaries', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tagboat-binaries-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(partNames)('says how to get %s when the cache is empty', (name) => {
    const part = realBinaries({ TAGBOAT_CACHE: folder })[name];
    expect(part.path.startsWith(join(folder, 'bin', `${name}-${part.version}-`))).toBe(true);
    expect(part.missing).toBe(
      `${name} ${part.version} is not built: npm run real:build -- ${name}.`,
    );
  });

  it('keeps the cache below XDG_CACHE_HOME unless told otherwise', () => {
    const { path } = realBinaries({ XDG_CACHE_HOME: folder }).registry;
    expect(path.startsWith(join(folder, 'tagboat', 'bin'))).toBe(true);
  });

  it('takes etcd and kube-apiserver, and only them, from KUBEBUILDER_ASSETS', () => {
    const etcd = join(folder, 'etcd');
    writeFileSync(etcd, '');
    const parts = realBinaries({ KUBEBUILDER_ASSETS: folder, TAGBOAT_CACHE: folder });
    expect(parts.etcd).toEqual({ name: 'etcd', version: 'KUBEBUILDER_ASSETS', path: etcd });
    expect(parts['kube-apiserver'].missing).toContain(folder);
    expect(parts.registry.version).toMatch(/^v3\./);
  });

  it('gives the reasons to skip in one line, and refuses to skip in CI', () => {
    const env = { TAGBOAT_CACHE: folder };
    expect(skipReason(['etcd', 'registry'], env)).toMatch(/^etcd v3.* registry v3.*\.$/);
    expect(() => skipReason(['etcd'], { ...env, CI: 'true' })).toThrow('etcd v3');
  });

  it('gives no reason to skip when everything asked for is there', () => {
    writeFileSync(join(folder, 'etcd'), '');
    expect(skipReason(['etcd'], { KUBEBUILDER_ASSETS: folder, CI: 'true' })).toBeUndefined();
  });
});
