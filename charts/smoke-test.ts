import type { ServiceContext, ServiceObject } from './context.ts';
import { podLabels, type ServiceSpec } from './labels.ts';
import { containerSecurity, podSecurity, pullSecrets } from './pod.ts';

type SmokeTest = NonNullable<
  Extract<ServiceSpec['rollout'], { kind: 'blueGreen' }>['prePromotion']
>;

interface NamedTest {
  /** Of the AnalysisTemplate, and of the ConfigMap with its script. */
  readonly name: string;
  readonly test: SmokeTest;
}

/** The image of k6 names its user, and the kubelet wants a number to see that it is not root. */
const K6_USER = 12345;

/** A namespace with a quota takes no pod without these. */
const resources = {
  limits: { cpu: '500m', memory: '256Mi' },
  requests: { cpu: '100m', memory: '128Mi' },
};

/** A k6 script, and the analysis that runs it once: it fails when a threshold of the script does. */
export function smokeTestObjects(
  context: ServiceContext,
  { name, test }: NamedTest,
): readonly ServiceObject[] {
  return [
    {
      apiVersion: 'v1',
      data: { 'smoke-test.js': context.readScript(test.script) },
      kind: 'ConfigMap',
      metadata: { name },
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name },
      spec: {
        args: [{ name: 'base-url' }],
        metrics: [{ name: 'k6', provider: { job: { spec: jobSpec(context, { name, test }) } } }],
      },
    },
  ];
}

/** How a Rollout asks for the analysis: against one of its Services. */
export function analysisRun(templateName: string, target: string): object {
  return {
    args: [{ name: 'base-url', value: `http://${target}` }],
    templates: [{ templateName }],
  };
}

function jobSpec(context: ServiceContext, { name, test }: NamedTest): object {
  return {
    backoffLimit: 0,
    template: {
      metadata: { labels: podLabels(context.service, 'smoke-test') },
      spec: {
        automountServiceAccountToken: false,
        containers: [k6(test)],
        imagePullSecrets: pullSecrets(context, test.image),
        restartPolicy: 'Never',
        securityContext: { ...podSecurity, runAsUser: K6_USER },
        volumes: [{ configMap: { name }, name: 'script' }],
      },
    },
  };
}

function k6({ image }: SmokeTest): object {
  return {
    args: ['run', '/scripts/smoke-test.js'],
    env: [{ name: 'BASE_URL', value: '{{args.base-url}}' }],
    image,
    name: 'k6',
    resources,
    securityContext: containerSecurity,
    volumeMounts: [{ mountPath: '/scripts', name: 'script', readOnly: true }],
  };
}
