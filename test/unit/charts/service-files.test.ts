import { describe, expect, it } from '@jest/globals';
import { serviceFiles } from '../../../charts/service-files.ts';
import { shopContext } from '../../support/services.ts';

const smoke = { script: 'k6/smoke.js' };

describe.each(['helm', 'kustomize'])('serviceFiles with format %s', (format) => {
  const rollout = { kind: 'blueGreen', prePromotion: smoke };
  const { environment, service } = shopContext({ format, rollout, config: { B: 'b', A: 'a' } });
  const files = serviceFiles(environment, service, (path) => `// ${path}\n`);

  it('says the same each time, whatever the order in the environment file', () => {
    const other = shopContext({ config: { A: 'a', B: 'b' }, rollout, format });
    expect([...serviceFiles(other.environment, other.service, (path) => `// ${path}\n`)]).toEqual([
      ...files,
    ]);
  });

  it('is in the folders of the service, and owned', () => {
    for (const [path, text] of files) {
      expect(path).toMatch(/^(charts|kustomize)\/shop\//);
      expect(text).toMatch(/^# Made by Tagboat from Pulumi\.(prod|\*)\.yaml;/);
    }
  });

  it('reads the script by its path', () => {
    expect([...files.values()].join('')).toContain('// k6/smoke.js');
  });
});
