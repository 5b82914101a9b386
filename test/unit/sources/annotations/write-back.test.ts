import { describe, expect, it } from '@jest/globals';
import { branchName, gitUrl, writeBackOf } from '../../../../src/sources/annotations/write-back.ts';
import { application } from '../../../support/applications.ts';

function read(annotations: Record<string, string>) {
  const result = writeBackOf(application({ annotations, namespace: 'team' }));
  return result.ok ? result.value : result.errors.map(({ message }) => message);
}

describe('writeBackOf', () => {
  it.each([[{}], [{ 'write-back-method': ' argocd ' }], [{ 'write-back-method': '' }]])(
    'writes to the Application by default: %j',
    (annotations) => {
      expect(read(annotations)).toEqual({ method: 'argocd' });
    },
  );

  it.each([
    ['git', { kind: 'repocreds' }],
    ['git:repocreds', { kind: 'repocreds' }],
    ['git:secret:creds', { kind: 'secret', namespace: 'team', name: 'creds' }],
    ['git:secret:team/creds', { kind: 'secret', namespace: 'team', name: 'creds' }],
  ])('reads the method %s', (method, credentials) => {
    expect(read({ 'write-back-method': method })).toMatchObject({ method: 'git', credentials });
  });

  it.each([
    ['gti', 'did you mean git?'],
    ['git:secret:', 'expected one of argocd, git'],
    ['git:secret:a/b/c', 'expected one of argocd, git'],
    ['git:secret:kube-system/creds', 'found namespace kube-system'],
    ['git:secret:argocd/creds', 'found namespace argocd'],
  ])('refuses the method %s', (method, reason) => {
    expect(read({ 'write-back-method': method })).toEqual([expect.stringContaining(reason)]);
  });

  it('reads target, branch and repository', () => {
    const annotations = {
      'write-back-method': 'git',
      'write-back-target': 'helmvalues:prod.yaml',
      'git-branch': 'main',
      'git-repository': 'git@git.example:acme/gitops.git',
    };
    expect(read(annotations)).toMatchObject({
      target: { kind: 'helmvalues', path: 'prod.yaml' },
      branch: 'main',
      repository: { value: 'git@git.example:acme/gitops.git' },
    });
  });

  it('reports everything that is wrong at once', () => {
    const annotations = {
      'write-back-method': 'git',
      'write-back-target': 'nonsense',
      'git-branch': 'main:image-updater-{{.SHA256}}',
      'git-repository': 'ext::sh -c x',
    };
    expect(read(annotations)).toEqual([
      expect.stringContaining('write-back-target'),
      expect.stringContaining('git-repository'),
      expect.stringContaining('not supported in this version'),
    ]);
  });
});

describe('branchName', () => {
  it.each(['main', 'release/1.x', 'user@host', 'refs/heads/main'])('takes %s', (name) => {
    expect(branchName(name, 'here')).toEqual({ ok: true, value: name.replace('refs/heads/', '') });
  });

  it.each([
    '',
    '-D',
    '@',
    'a..b',
    'a b',
    'a~1',
    'a^',
    'a:b',
    '1.*',
    '>=1.0',
    'a/',
    '/a',
    '.hidden',
    'a/.b',
    'x.lock',
    'end.',
    'a@{1}',
    'refs/tags/v1',
    'a'.repeat(40),
    'a\u0000b',
  ])('refuses %j', (name) => {
    expect(branchName(name, 'here')).toMatchObject({ error: { problem: { where: 'here' } } });
  });
});

describe('gitUrl', () => {
  it.each([
    'https://git.example/acme/gitops.git',
    'http://127.0.0.1:3000/x',
    'https://org@dev.azure.com/org/project/_git/repo',
    'ssh://git@git.example:2222/acme/gitops.git',
    'git@git.example:acme/gitops.git',
  ])('takes %s', (value) => {
    expect(gitUrl({ value, where: '' })).toEqual({ ok: true, value });
  });

  it.each([
    '',
    'ext::sh',
    'file:///etc',
    '/srv/git',
    '-u',
    'https://-x',
    'https://a b',
    'oci://x/y',
  ])('refuses %j, which git might take for something else', (value) => {
    expect(gitUrl({ value, where: 'here' }).ok).toBe(false);
  });

  it('does not repeat a password', () => {
    const result = gitUrl({ value: 'ftp://user:hunter2@host/x', where: 'here' });
    expect(result.ok ? '' : result.error.message).toMatch(/ftp:\/\/host\/x/);
    expect(result.ok ? '' : result.error.message).not.toContain('hunter2');
  });
});
