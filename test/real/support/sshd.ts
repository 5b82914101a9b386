import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { settingVariables } from '../../../src/adapters/git-environment.ts';
import { createRepositories } from '../../../src/demo/git/repositories.ts';
import { Secret } from '../../../src/model/secret.ts';
import type { GitAccess } from '../../../src/ports.ts';
import type { GitUnderTest } from '../../contract/git-suite.ts';
import { SERVER_SETTINGS, withRepositories } from './git-repositories.ts';
import { freePort, type RunningProcess, startProcess } from './process.ts';

const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find(existsSync);

/** OpenSSH's server with git behind it. */
export interface RealSsh extends GitUnderTest {
  readonly access: Extract<GitAccess, { kind: 'ssh' }>;
  /** A line for known_hosts with a key that is not the server's. */
  readonly wrongHost: string;
}

/** Why there is no such server here; undefined when there is. */
export function missingSshd(): string | undefined {
  return SSHD === undefined ? 'sshd is not installed (apt-get install openssh-server)' : undefined;
}

/** Starts sshd on the loopback, for the user of this process and one key, which may run git's services only. */
export async function startSshd(): Promise<RealSsh> {
  const folder = await mkdtemp(join(tmpdir(), 'tagboat-sshd-'));
  const repositories = await createRepositories(process.env, SERVER_SETTINGS);
  const keys = Object.fromEntries(
    ['host', 'user', 'stranger'].map((name) => [name, makeKey(folder, name)]),
  );
  const log = join(folder, 'log');
  writeFileSync(log, '');
  await writeFile(join(folder, 'git'), commandScript(log), { mode: 0o755 });
  const authorized = `restrict,command="${join(folder, 'git')}" ${keys.user?.publicKey}`;
  await writeFile(join(folder, 'authorized_keys'), authorized, { mode: 0o600 });
  const port = await freePort();
  const daemon = await startDaemon(folder, port);
  const known = (key: string | undefined) => `[127.0.0.1]:${port} ${key}`;
  const accessBy = (key: string | undefined) => ({
    kind: 'ssh' as const,
    privateKey: new Secret(key ?? ''),
    knownHosts: known(keys.host?.publicKey),
  });
  const commands = () => readFileSync(log, 'utf8').split('\n');
  return {
    ...withRepositories(repositories, (name) => {
      return `ssh://${userInfo().username}@127.0.0.1:${port}${repositories.root}/${name}.git`;
    }),
    access: accessBy(keys.user?.privateKey),
    refused: accessBy(keys.stranger?.privateKey),
    wrongHost: known(keys.stranger?.publicKey),
    counts: () => ({
      reads: commands().filter((line) => line.startsWith('git-upload-pack')).length,
      pushes: commands().filter((line) => line.startsWith('git-receive-pack')).length,
    }),
    resetCounts: () => writeFileSync(log, ''),
    async stop() {
      await daemon.kill();
      await repositories.remove();
      await rm(folder, { recursive: true });
    },
  };
}

function makeKey(folder: string, name: string) {
  const path = join(folder, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path]);
  return {
    privateKey: readFileSync(path, 'utf8'),
    publicKey: readFileSync(`${path}.pub`, 'utf8').trim(),
  };
}

/** Notes what a client asked for and runs it, if it is one of git's services. */
function commandScript(log: string): string {
  const settings = Object.entries(settingVariables(SERVER_SETTINGS));
  const exports = settings.map(([name, value]) => `export ${name}='${value}'`);
  return [
    '#!/bin/sh',
    `echo "$SSH_ORIGINAL_COMMAND" >> '${log}'`,
    ...exports,
    'exec git shell -c "$SSH_ORIGINAL_COMMAND"',
    '',
  ].join('\n');
}

async function startDaemon(folder: string, port: number): Promise<RunningProcess> {
  if (userInfo().uid === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  const config = [
    'ListenAddress 127.0.0.1',
    `Port ${port}`,
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    `PidFile ${join(folder, 'pid')}`,
    'AcceptEnv GIT_PROTOCOL',
    'AuthenticationMethods publickey',
    'PermitRootLogin prohibit-password',
    'StrictModes no',
    'UsePAM no',
    'MaxStartups 100',
    '',
  ];
  await writeFile(join(folder, 'sshd_config'), config.join('\n'));
  const args = ['-D', '-e', '-f', join(folder, 'sshd_config')];
  const daemon = startProcess('sshd', SSHD ?? 'sshd', args);
  while (!(await answers(port))) {
    if (daemon.ended()) throw new Error(`sshd ended: ${daemon.tail()}`);
    await delay(20);
  }
  return daemon;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => resolve(true)).once('error', () => resolve(false));
    socket.once('data', () => socket.destroy());
  });
}
