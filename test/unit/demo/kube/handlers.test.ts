import { describe, expect, it } from '@jest/globals';
import {
  type ApiRequest,
  handle,
  matcherOf,
  type Verb,
  verbOf,
} from '../../../../src/demo/kube/handlers.ts';
import { createLists } from '../../../../src/demo/kube/lists.ts';
import { RESOURCES, type Resource } from '../../../../src/demo/kube/resources.ts';
import { ApiError } from '../../../../src/demo/kube/status.ts';
import { createStore } from '../../../../src/demo/kube/store.ts';

function resource(kind: string): Resource {
  const found = RESOURCES.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}
const namespaces = resource('Namespace');
const applications = resource('Application');

describe('verbOf', () => {
  const all = { resource: applications, namespace: 'a' };
  const one = { ...all, name: 'b' };

  it.each([
    ['GET', one, '', 'get'],
    ['GET', all, '', 'list'],
    ['GET', all, 'watch=true', 'watch'],
    ['GET', all, 'watch=1', 'watch'],
    ['GET', all, 'watch=false', 'list'],
    ['GET', one, 'watch=true', 'get'],
    ['POST', all, '', 'create'],
    ['POST', { resource: namespaces }, '', 'create'],
    ['PUT', one, '', 'update'],
    ['PATCH', one, '', 'patch'],
    ['DELETE', one, '', 'delete'],
    ['POST', one, '', undefined],
    ['POST', { resource: applications }, '', undefined],
    ['DELETE', all, '', undefined],
    ['OPTIONS', all, '', undefined],
  ])('%s of %j with %j is %s', (method, route, query, verb) => {
    expect(verbOf(method, route, new URLSearchParams(query))).toBe(verb);
  });
});

function backend() {
  const store = createStore(100);
  store.create(namespaces, { metadata: { name: 'a' } });
  return { store, lists: createLists(), namespaces };
}

function request(verb: Verb, changes: Partial<ApiRequest> & { name?: string } = {}): ApiRequest {
  const { name, ...rest } = changes;
  const route = { resource: applications, namespace: 'a', name };
  const query = new URLSearchParams();
  return { verb, route, query, contentType: 'application/json', body: undefined, ...rest };
}

/** A backend with one Application. */
function filled() {
  const made = backend();
  handle(made, request('create', { body: { metadata: { name: 'b' }, spec: { x: 1 } } }));
  return made;
}

function code(doing: () => unknown): number | undefined {
  try {
    doing();
    return undefined;
  } catch (error) {
    return error instanceof ApiError ? error.status.code : undefined;
  }
}

describe('handle', () => {
  it('answers a create with 201, a get with 200', () => {
    const made = backend();
    const created = handle(made, request('create', { body: { metadata: { name: 'b' } } }));
    const got = handle(made, request('get', { name: 'b' }));
    expect([created.status, got.status]).toEqual([201, 200]);
    expect(got.body).toEqual(created.body);
  });

  it('lists with kind, version and token', () => {
    const made = filled();
    handle(made, request('create', { body: { metadata: { name: 'c' } } }));
    const query = new URLSearchParams({ limit: '1' });
    expect(handle(made, request('list', { query })).body).toMatchObject({
      kind: 'ApplicationList',
      apiVersion: 'argoproj.io/v1alpha1',
      metadata: { resourceVersion: '4', continue: expect.any(String), remainingItemCount: 1 },
      items: [{ metadata: { name: 'b' } }],
    });
  });

  it('says with a Status that an object is gone, and with the object that it waits for finalizers', () => {
    const made = filled();
    const finalizers = ['one'];
    handle(made, request('create', { body: { metadata: { name: 'c', finalizers } } }));
    expect(handle(made, request('delete', { name: 'b' })).body).toMatchObject({
      status: 'Success',
    });
    expect(handle(made, request('delete', { name: 'c' })).body).toMatchObject({
      metadata: { name: 'c', deletionTimestamp: expect.any(String) },
    });
  });

  it('takes a merge patch', () => {
    const patch = { contentType: 'application/merge-patch+json', body: { spec: { y: 2 } } };
    const { body } = handle(filled(), request('patch', { name: 'b', ...patch }));
    expect(body).toMatchObject({ spec: { x: 1, y: 2 } });
  });

  it('takes a JSON patch', () => {
    const body = [{ op: 'remove', path: '/spec/x' }];
    const contentType = 'application/json-patch+json';
    const answer = handle(filled(), request('patch', { name: 'b', contentType, body }));
    expect(answer.body).toMatchObject({ spec: {} });
  });

  it.each<[string, number, ApiRequest]>([
    ['a dry run', 400, request('get', { name: 'b', query: new URLSearchParams('dryRun=All') })],
    [
      'a namespace that is not there',
      404,
      request('create', {
        route: { resource: applications, namespace: 'z' },
        body: { metadata: { name: 'c' } },
      }),
    ],
    [
      'another namespace than that of the path',
      400,
      request('create', { body: { metadata: { name: 'c', namespace: 'z' } } }),
    ],
    [
      'an update without a version',
      422,
      request('update', { name: 'b', body: { metadata: { name: 'b' } } }),
    ],
    [
      'an update of another name',
      400,
      request('update', { name: 'b', body: { metadata: { name: 'c', resourceVersion: '3' } } }),
    ],
    ['another kind of patch', 415, request('patch', { name: 'b', body: {} })],
    [
      'a merge patch that is no object',
      400,
      request('patch', { name: 'b', contentType: 'application/merge-patch+json', body: [] }),
    ],
    [
      'a JSON patch that is no list',
      400,
      request('patch', { name: 'b', contentType: 'application/json-patch+json', body: {} }),
    ],
    [
      'a JSON patch that cannot be applied',
      422,
      request('patch', {
        name: 'b',
        contentType: 'application/json-patch+json',
        body: [{ op: 'test', path: '/spec/x', value: 2 }],
      }),
    ],
    ['an object without a name', 404, request('get', { name: '' })],
  ])('refuses %s with %i', (_, expected, refused) => {
    expect(code(() => handle(filled(), refused))).toBe(expected);
  });
});

const object = (namespace: string, name: string, labels: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'x',
  metadata: { namespace, name, labels, uid: '', resourceVersion: '', creationTimestamp: '' },
});

describe('matcherOf', () => {
  it('wants the namespace and both selectors', () => {
    const query = new URLSearchParams({ labelSelector: 'a=b', fieldSelector: 'metadata.name=c' });
    const matches = matcherOf({ resource: applications, namespace: 'n' }, query);

    expect([
      matches(object('n', 'c', { a: 'b' })),
      matches(object('m', 'c', { a: 'b' })),
      matches(object('n', 'd', { a: 'b' })),
      matches(object('n', 'c', {})),
    ]).toEqual([true, false, false, false]);
  });
});
