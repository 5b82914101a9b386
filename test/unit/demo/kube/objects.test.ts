import { describe, expect, it } from '@jest/globals';
import {
  createdObject,
  parseManifest,
  timestamp,
  updatedObject,
} from '../../../../src/demo/kube/objects.ts';
import { customResource, RESOURCES } from '../../../../src/demo/kube/resources.ts';

const plain = customResource('example.io/v1', 'Plain', { statusSubresource: false });
const split = customResource('example.io/v1', 'Split', { statusSubresource: true });
const secrets = RESOURCES.find(({ kind }) => kind === 'Secret') ?? plain;

describe('parseManifest', () => {
  it('takes a manifest with and without its kind', () => {
    const metadata = { name: 'a' };
    expect(parseManifest(plain, { metadata })).toEqual({ metadata });
    const typed = { apiVersion: 'example.io/v1', kind: 'Plain', metadata };
    expect(parseManifest(plain, typed)).toEqual(typed);
  });

  it.each([
    [
      { kind: 'Other', metadata: {} },
      'Other in version "example.io/v1" cannot be handled as a Plain',
    ],
    [{ apiVersion: 'v2', metadata: {} }, 'Plain in version "v2" cannot be handled'],
    [{}, 'metadata'],
    [{ metadata: { name: '' } }, 'metadata.name'],
    [{ metadata: { labels: { a: 1 } } }, 'metadata.labels.a'],
    [undefined, ''],
  ])('refuses %j', (body, message) => {
    const parsing = () => parseManifest(plain, body);
    expect(parsing).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(message),
        status: expect.objectContaining({ code: 400 }),
      }),
    );
  });
});

describe('createdObject', () => {
  it('decides alone on uid, time and generation', () => {
    const metadata = { name: 'a', uid: 'mine', generation: 9, creationTimestamp: 'never' };
    const created = createdObject(plain, { metadata, spec: { b: 1 } }, 'ns');
    expect(created).toMatchObject({
      apiVersion: 'example.io/v1',
      kind: 'Plain',
      metadata: { name: 'a', namespace: 'ns', generation: 1 },
      spec: { b: 1 },
    });
    expect(created.metadata.uid).not.toBe('mine');
    expect(Date.parse(created.metadata.creationTimestamp)).not.toBeNaN();
  });

  it('drops the status where it has an entrance of its own, and only there', () => {
    const manifest = { metadata: { name: 'a' }, status: { ready: true } };
    expect(createdObject(split, manifest, 'ns')).not.toHaveProperty('status');
    expect(createdObject(plain, manifest, 'ns')).toHaveProperty('status', { ready: true });
  });

  it('folds stringData into the data of a Secret', () => {
    const manifest = {
      metadata: { name: 'a' },
      data: { one: 'MQ==', two: 'b2xk' },
      stringData: { two: '2' },
    };
    const { stringData, data, type } = createdObject(secrets, manifest, 'ns');
    expect([stringData, data, type]).toEqual([undefined, { one: 'MQ==', two: 'Mg==' }, 'Opaque']);
  });

  it('needs a name', () => {
    expect(() => createdObject(plain, { metadata: {} }, 'ns')).toThrow('metadata.name: Required');
  });
});

describe('updatedObject', () => {
  const metadata = { name: 'a' };
  const old = createdObject(plain, { metadata, spec: { b: 1 } }, 'ns');

  it('gives the old object back when nothing changes', () => {
    expect(updatedObject(plain, old, { manifest: { metadata, spec: { b: 1 } } })).toBe(old);
  });

  it('keeps what the server decided', () => {
    const manifest = {
      metadata: { name: 'other', namespace: 'other', uid: 'mine', creationTimestamp: 'never' },
      spec: { b: 2 },
    };
    const { name, namespace, uid, creationTimestamp } = old.metadata;
    const updated = updatedObject(plain, old, { manifest });
    expect(updated.metadata).toMatchObject({ name, namespace, uid, creationTimestamp });
  });

  it.each([
    ['spec', { metadata, spec: { b: 2 } }, 2],
    ['a label', { metadata: { name: 'a', labels: { c: 'd' } }, spec: { b: 1 } }, 1],
    ['a status without an entrance of its own', { metadata, spec: { b: 1 }, status: {} }, 2],
  ])('counts a change of %s as it should', (_, manifest, generation) => {
    expect(updatedObject(plain, old, { manifest }).metadata.generation).toBe(generation);
  });

  describe('with a status subresource', () => {
    const before = updatedObject(split, createdObject(split, { metadata, spec: { b: 1 } }, 'ns'), {
      manifest: { metadata, status: { ready: false } },
      subresource: 'status',
    });
    const manifest = {
      metadata: { name: 'a', labels: { c: 'd' } },
      spec: { b: 2 },
      status: { ready: true },
    };

    it('changes the status there, and nothing else', () => {
      const {
        spec,
        status,
        metadata: after,
      } = updatedObject(split, before, {
        manifest,
        subresource: 'status',
      });
      expect([spec, status]).toEqual([{ b: 1 }, { ready: true }]);
      expect(after).toEqual(before.metadata);
    });

    it('changes everything but the status elsewhere', () => {
      const { spec, status, metadata: after } = updatedObject(split, before, { manifest });
      expect([spec, status]).toEqual([{ b: 2 }, { ready: false }]);
      expect(after).toMatchObject({ labels: { c: 'd' }, generation: 2 });
    });
  });
});

describe('timestamp', () => {
  it('is as fine as a second', () => {
    expect(timestamp()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});
