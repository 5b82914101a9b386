import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { helmFiles } from '../../../charts/helm-chart.ts';
import { helmvalues } from '../../../src/writeback/edits/helmvalues.ts';
import { shopContext } from '../../support/services.ts';

const rollout = { kind: 'blueGreen', prePromotion: { script: 'smoke.js' } };
const config = { GREETING: 'Hello {{ name }}', HASH: '{{{' };
const { environment, service } = shopContext({ rollout, config, initialTag: '1.10' });
const files = helmFiles(environment, service, () => 'http.get(`{{x}}`);\n');
const textOf = (path: string) => files.get(`charts/shop/${path}`) ?? '';

/** What Helm makes of an action that holds a raw string, and of the image. */
function rendered(text: string): string {
  return text
    .replaceAll('{{ .Values.image.repository }}', 'ghcr.io/acme/shop')
    .replaceAll('{{ .Values.image.tag }}', 'v1')
    .replaceAll(/\{\{ `([^`]*)` \}\}/g, '$1');
}

describe('helmFiles', () => {
  it('is a chart of the name of the service', () => {
    expect([...files.keys()].slice(0, 2)).toEqual([
      'charts/shop/Chart.yaml',
      'charts/shop/values.yaml',
    ]);
    expect(parse(textOf('Chart.yaml'))).toMatchObject({ apiVersion: 'v2', name: 'shop' });
  });

  it('has the image as its only values', () => {
    expect(parse(textOf('values.yaml'))).toEqual({
      image: { repository: 'ghcr.io/acme/shop', tag: '1.10' },
    });
    expect(textOf('templates/rollout.yaml')).toContain(
      'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
    );
  });

  it('lets Helm touch nothing but the image', () => {
    expect(parse(rendered(textOf('templates/configmap-config.yaml')))).toMatchObject({
      data: config,
    });
    expect(parse(rendered(textOf('templates/configmap-pre-promotion.yaml')))).toMatchObject({
      data: { 'smoke-test.js': 'http.get(`{{x}}`);\n' },
    });
    const analysis = textOf('templates/analysistemplate-pre-promotion.yaml');
    expect(analysis).toContain('{{ `{{` }}args.base-url}}');
    expect(rendered(analysis)).toContain('{{args.base-url}}');
  });

  it('has a tag that the updater reads and writes', () => {
    const image = { registry: 'ghcr.io', repository: 'acme/shop' };
    const keys = { kind: 'helm', name: 'image.repository', tag: 'image.tag' } as const;
    const place = { path: 'values.yaml', keys, image };
    const values = textOf('values.yaml');
    expect(helmvalues.read(values, place)).toEqual({ ok: true, value: { ...image, tag: '1.10' } });
    const written = helmvalues.write(values, [{ ...place, to: { ...image, tag: '1.11' } }]);
    expect(written).toEqual({ ok: true, value: values.replace('1.10', '1.11') });
  });
});
