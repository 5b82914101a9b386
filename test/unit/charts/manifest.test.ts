import { expect, it } from '@jest/globals';
import { labelsOf } from '../../../charts/manifest.ts';

it('labels an object with its name', () => {
  expect(labelsOf('back')).toEqual({ 'app.kubernetes.io/name': 'back' });
});
