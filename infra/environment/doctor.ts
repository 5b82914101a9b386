import { readEnvironment } from '../environment.ts';
import { checkEnvironment } from './checks.ts';
import { type Finding, inOneLine } from './finding.ts';

/** What the doctor says about a file, ready to be printed. */
export interface Diagnosis {
  readonly healthy: boolean;
  readonly lines: readonly string[];
}

/**
 * Everything that is wrong with an environment file.
 *
 * @param where the file's name, for messages
 * @param name of the environment that the file is for: `prod` for Pulumi.prod.yaml
 */
export function diagnose(text: string, where: string, name: string): Diagnosis {
  const file = readEnvironment(text, where);
  if (!file.ok) return { healthy: false, lines: file.error.message.split('\n') };
  const { environment, secretKeys } = file.value;
  const findings = [
    ...checkName(environment.name, name),
    ...checkEnvironment(environment, secretKeys),
  ];
  if (findings.length === 0) return { healthy: true, lines: [`${where}: nothing is wrong`] };
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return {
    healthy: false,
    lines: [`${where}: ${count}`, ...findings.map((finding) => `  ${inOneLine(finding)}`)],
  };
}

function checkName(found: string, name: string): readonly Finding[] {
  if (found === name) return [];
  return [
    {
      path: 'tagboat:environment.name',
      found,
      reason: `the file is that of ${name}, and each would write over the other's folder`,
      wayOut: `write ${name}`,
    },
  ];
}
