import { describe, expect, it } from '@jest/globals';
import { diagnose } from '../../../../infra/environment/doctor.ts';

const HEALTHY = `config:
  tagboat:environment:
    name: prod
    gitops: { repository: https://github.com/acme/gitops }
`;
const FILE = 'Pulumi.prod.yaml';

describe('the doctor', () => {
  it('says so when nothing is wrong', () => {
    expect(diagnose(HEALTHY, FILE, 'prod')).toEqual({
      healthy: true,
      lines: ['Pulumi.prod.yaml: nothing is wrong'],
    });
  });

  it('tells mistakes one a line', () => {
    const { healthy, lines } = diagnose(`${HEALTHY}    deliveri: direct\n`, FILE, 'prod');
    expect(healthy).toBe(false);
    expect(lines).toEqual(['Pulumi.prod.yaml: 1 mistake', expect.stringContaining('deliveri')]);
  });

  it('tells findings one a line, with the way out', () => {
    const text = `${HEALTHY}    updater: { watchNamespaces: [apps] }\n`;
    expect(diagnose(text, FILE, 'staging')).toEqual({
      healthy: false,
      lines: [
        'Pulumi.prod.yaml: 2 findings',
        expect.stringMatching(/^ {2}tagboat:environment\.name: found prod: .*; write staging$/),
        expect.stringMatching(/watchNamespaces\[0\]: found apps: .*; add it to argocd\.params/),
      ],
    });
  });

  it('asks for the secrets that are named', () => {
    const text = `${HEALTHY}    argocd: { githubWebhookSecret: webhook }\n`;
    expect(diagnose(text, FILE, 'prod').lines[1]).toContain(
      'pulumi config set --secret tagboat:webhook',
    );
  });
});
