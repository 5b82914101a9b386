import { expect, it } from '@jest/globals';
import { fileName } from '../../../charts/file-name.ts';
import { shopContext } from '../../support/services.ts';

const { service } = shopContext();

it.each([
  ['Rollout', 'shop', 'rollout.yaml'],
  ['Service', 'shop-preview', 'service-preview.yaml'],
])('the file of %s %s is %s', (kind, name, file) => {
  expect(fileName(service, { apiVersion: 'v1', kind, metadata: { name } })).toBe(file);
});
