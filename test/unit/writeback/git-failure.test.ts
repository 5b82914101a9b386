import { describe, expect, it } from '@jest/globals';
import {
  cacheFailure,
  gitFailure,
  parsePush,
  pushRefused,
} from '../../../src/writeback/git-failure.ts';

const result = (stderr: string) => ({ code: 128, stdout: new Uint8Array(), stderr });

describe('gitFailure', () => {
  it.each([
    ["fatal: Authentication failed for 'https://h/r/'", 'unauthorized'],
    ["fatal: could not read Username for 'https://h': terminal prompts disabled", 'unauthorized'],
    ['fatal: unable to access: The requested URL returned error: 403', 'unauthorized'],
    ['git@h: Permission denied (publickey).', 'unauthorized'],
    ['remote: Permission to acme/deploy.git denied to bot.', 'unauthorized'],
    ['remote: You are not allowed to push code to this project.', 'unauthorized'],
    ['Host key verification failed.', 'refused'],
    ['@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @', 'refused'],
    ['SSL certificate problem: self-signed certificate', 'refused'],
    ['server certificate verification failed. CAfile: none', 'refused'],
    ["fatal: repository 'https://h/r/' not found", 'not-found'],
    ['ERROR: Repository not found.', 'not-found'],
    ["fatal: 'x' does not appear to be a git repository", 'not-found'],
    ['The requested URL returned error: 429', 'rate-limited'],
    ['The requested URL returned error: 502', 'unavailable'],
    ['fatal: unable to access: Could not resolve host: h', 'unavailable'],
    ['ssh: connect to host h port 22: Connection refused', 'unavailable'],
    ['fatal: the remote end hung up unexpectedly', 'unavailable'],
    ['fatal: remote error: upload-pack: not our ref 1234', 'conflict'],
    ['error: Server does not allow request for unadvertised object 12', 'conflict'],
    ["fatal: transport 'ext' not allowed", 'invalid-config'],
    ['No user exists for uid 1000', 'invalid-config'],
    ['fatal: bad object 1234', 'internal'],
  ])('%s is %s', (stderr, code) => {
    expect(gitFailure(result(stderr), 'git repository h')).toMatchObject({ code });
  });

  it('quotes what git said on one safe line', () => {
    const { problem } = gitFailure(result('one\n  \u001b[31mtwo\n'), 'h');
    expect(problem).toMatchObject({ where: 'h', found: 'one | \\u001b[31mtwo' });
    expect(cacheFailure(result(''), 'h').problem.found).toBeUndefined();
  });
});

const line = (flag: string, summary: string) =>
  `To h\n${flag}\tabc:refs/heads/main\t${summary}\nDone\n`;
const status = (output: string) => parsePush(output).get('refs/heads/main')?.kind;

describe('parsePush', () => {
  it.each([
    [' ', 'a..b'],
    ['*', '[new branch]'],
    ['=', '[up to date]'],
    ['+', 'a...b (forced update)'],
  ])('%j is pushed', (flag, summary) => expect(status(line(flag, summary))).toBe('pushed'));

  it.each([
    '[rejected] (non-fast-forward)',
    '[rejected] (fetch first)',
    '[rejected] (stale info)',
    '[rejected] (remote ref updated since checkout)',
    "[remote rejected] (cannot lock ref 'refs/heads/main': is at a but expected b)",
    '[remote rejected] (incorrect old value provided)',
    '[remote rejected] (failed to update ref)',
    '[remote rejected] (Base branch was modified. Review and try the merge again.)',
  ])('%s is worth another try', (summary) => expect(status(line('!', summary))).toBe('rejected'));

  it.each([
    '[remote rejected] (pre-receive hook declined)',
    '[remote rejected] (protected branch hook declined)',
    '[remote rejected] (push declined due to repository rule violations)',
    '[remote rejected] (shallow update not allowed)',
  ])('%s is final', (summary) => expect(status(line('!', summary))).toBe('refused'));

  it('says nothing of a branch that git says nothing of', () => {
    expect(parsePush('error: failed to push').size).toBe(0);
  });
});

it('explains a refused push', () => {
  expect(pushRefused('git repository h branch main', 'hook').message).toMatch(
    /^git .+ main: .+ hook/,
  );
});
