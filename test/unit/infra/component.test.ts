import { expect, it } from '@jest/globals';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { secretData } from '../../../infra/component.ts';
import { plainTexts, record, revealed } from '../../support/pulumi.ts';

it('data of a Secret is encoded, and secret whatever it is made of', async () => {
  const content = pulumi.output<Readonly<Record<string, string>>>({ key: 'välue' });
  // Not a Secret, which the SDK would mark by itself.
  const [map] = await record(() => new k8s.core.v1.ConfigMap('map', { data: secretData(content) }));
  expect(revealed(map?.inputs.data)).toEqual({ key: Buffer.from('välue').toString('base64') });
  expect(plainTexts(map?.inputs)).not.toContain(Buffer.from('välue').toString('base64'));
});
