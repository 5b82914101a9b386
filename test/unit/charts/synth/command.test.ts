import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { runSynth } from '../../../../charts/synth/command.ts';

const GITOPS = 'https://github.com/acme/gitops';
const SERVICE = {
  name: 'back',
  team: 'web',
  image: 'ghcr.io/acme/back',
  initialTag: 'v1.0.0',
  update: { allowTags: 'regexp:^v' },
};
const VALUES = 'out/charts/back/values.yaml';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tagboat-synth-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function describeEnvironment(services: readonly object[], name = 'dev') {
  const environment = {
    name,
    gitops: { repository: GITOPS },
    teams: [{ name: 'web' }],
    registries: [{ name: 'ghcr', prefix: 'ghcr.io' }],
    gitAccess: [{ kind: 'token', url: GITOPS, username: 'bot', token: 'gitToken' }],
    services,
  };
  const text = stringify({ config: { 'tagboat:environment': environment } });
  writeFileSync(join(root, 'Pulumi.dev.yaml'), text);
}

function synth(...more: readonly string[]) {
  let [out, err] = ['', ''];
  const args = ['--env', 'dev', '--dir', root, '--out', join(root, 'out'), ...more];
  const code = runSynth(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

function inValues(from: string, to: string) {
  const path = join(root, VALUES);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}

describe('runSynth', () => {
  it('writes the files, and a second time finds nothing to do', () => {
    describeEnvironment([SERVICE]);
    const first = synth();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('wrote argo-apps/clusters/dev/web/back.yaml\n');
    expect(synth().out).toMatch(/^0 written, 0 removed, \d+ unchanged\n$/);
    expect(synth('--check')).toEqual({ code: 0, out: '', err: '' });
  });

  it('keeps a tag that was written back', () => {
    describeEnvironment([SERVICE]);
    synth();
    inValues('v1.0.0', 'v1.0.3');
    expect(synth('--check').code).toBe(0);
    synth();
    expect(readFileSync(join(root, VALUES), 'utf8')).toContain('tag: v1.0.3');
  });

  it('shows with --check what differs, and changes nothing', () => {
    describeEnvironment([SERVICE]);
    synth();
    inValues('ghcr.io/acme/back', 'ghcr.io/evil/back');
    const { code, out } = synth('--check');
    expect(code).toBe(3);
    expect(out).toContain('-  repository: ghcr.io/evil/back\n+  repository: ghcr.io/acme/back\n');
    expect(readFileSync(join(root, VALUES), 'utf8')).toContain('evil');
  });

  it('removes a service that is gone', () => {
    describeEnvironment([SERVICE, { ...SERVICE, name: 'old' }]);
    synth();
    describeEnvironment([SERVICE]);
    expect(synth().out).toContain('removed charts/old/values.yaml\n');
  });

  it("stops at a file that is somebody else's", () => {
    describeEnvironment([SERVICE]);
    synth();
    writeFileSync(join(root, VALUES), 'image: {}\n');
    expect(synth()).toMatchObject({ code: 1, out: '' });
    expect(synth().err).toContain('charts/back/values.yaml: is in the way');
  });

  it('tells what is wrong with the environment file', () => {
    expect(synth()).toMatchObject({ code: 2 });
    expect(synth().err).toContain('Pulumi.dev.yaml: does not exist');
    describeEnvironment([{ ...SERVICE, team: 'No Name' }]);
    expect(synth()).toMatchObject({ code: 2 });
    describeEnvironment([SERVICE], 'prod');
    expect(synth().err).toContain('names another environment');
  });

  it('touches nothing when the environment would not work', () => {
    describeEnvironment([SERVICE, SERVICE]);
    expect(synth()).toMatchObject({ code: 2, out: '' });
    expect(synth().err).toContain('would not work\n  tagboat:environment.services[1]');
  });

  it('goes where cdk8s wants it, which calls it without arguments', () => {
    describeEnvironment([SERVICE]);
    Object.assign(process.env, { TAGBOAT_ENV: 'dev', CDK8S_OUTDIR: join(root, 'out') });
    const code = runSynth(['--dir', root], { out: () => {}, err: () => {} });
    delete process.env.TAGBOAT_ENV;
    delete process.env.CDK8S_OUTDIR;
    expect(code).toBe(0);
    expect(readFileSync(join(root, VALUES), 'utf8')).toContain('tag: v1.0.0');
  });

  it('tells how it is used', () => {
    expect(runSynth(['--out', 'x'], { out: () => {}, err: () => {} })).toBe(2);
    expect(synth('--help')).toMatchObject({ code: 0 });
  });
});
