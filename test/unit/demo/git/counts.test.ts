import { expect, it } from '@jest/globals';
import { type GitRequest, gitCounter } from '../../../../src/demo/git/counts.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function request(step: GitRequest['step'], body = '', repository = 'r'): GitRequest {
  return { step, body: bytes(body), repository };
}

const LS_REFS = '0014command=ls-refs\n';
const FETCH = '0012command=fetch0001';

it('counts a look at the refs as one ls-remote, in both protocols', () => {
  const counter = gitCounter();
  counter.add(request('read-refs'));
  counter.add(request('upload-pack', LS_REFS));
  counter.add(request('read-refs'));
  expect(counter.counts()).toMatchObject({ lsRemotes: 2, fetches: 0 });
});

it('counts a fetch once, however many requests it takes', () => {
  const counter = gitCounter();
  counter.add(request('read-refs'));
  counter.add(request('upload-pack', LS_REFS));
  counter.add(request('upload-pack', FETCH));
  counter.add(request('upload-pack', FETCH));
  expect(counter.counts()).toMatchObject({ lsRemotes: 0, fetches: 1 });
});

it('keeps repositories apart', () => {
  const counter = gitCounter();
  counter.add(request('read-refs', '', 'a'));
  counter.add(request('read-refs', '', 'b'));
  counter.add(request('upload-pack', FETCH, 'a'));
  expect(counter.counts()).toMatchObject({ lsRemotes: 1, fetches: 1 });
});

it('counts pushes, but not the probe before a large one', () => {
  const counter = gitCounter();
  counter.add(request('push-refs'));
  counter.add(request('receive-pack', '0000'));
  counter.add(request('receive-pack', '00a5...'));
  expect(counter.counts()).toMatchObject({ pushes: 1 });
});

it('counts refusals and forgets everything when told', () => {
  const counter = gitCounter();
  counter.addUnauthorized();
  expect(counter.counts().unauthorized).toBe(1);
  counter.reset();
  expect(counter.counts()).toEqual({ lsRemotes: 0, fetches: 0, pushes: 0, unauthorized: 0 });
});
