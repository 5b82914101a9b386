import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

/** Runs the check in a process that takes itself for another version. */
function check(version: string): { readonly status: number; readonly told: string } {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;
  const script = `${pretend} await import('./check-node.js'); process.stdout.write('runs');`;
  const args = ['--input-type=module', '-e', script];
  try {
    const told = execFileSync(process.execPath, args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { status: 0, told };
  } catch (failure) {
    const { status, stderr } = failure as { status: number; stderr: string };
    return { status, told: stderr };
  }
}

describe('the check of the Node version', () => {
  it.each(['22.19.0', '22.20.1', '24.0.0', '26.1.0'])('lets Node %s run', (version) => {
    expect(check(version)).toEqual({ status: 0, told: 'runs' });
  });

  it.each(['18.20.0', '20.20.2', '22.18.0'])('says what to do on Node %s', (version) => {
    const { status, told } = check(version);
    expect(status).toBe(1);
    expect(told).toContain(`this is Node ${version}`);
    expect(told).toContain('without --ignore-scripts');
  });
});
