import type { ServiceContext, ServiceObject } from './context.ts';
import type { ServiceSpec } from './labels.ts';
import { kubeService, routeTo } from './routing.ts';
import { analysisRun, smokeTestObjects } from './smoke-test.ts';
import { rollout } from './workload.ts';

type BlueGreen = Extract<ServiceSpec['rollout'], { kind: 'blueGreen' }>;

/**
 * A Rollout that starts the new version beside the old one and switches the active Service when somebody
 * (or `autoPromotion`) promotes it. Until then the new version is reachable by the preview Service.
 */
export function blueGreenObjects(
  context: ServiceContext,
  given: BlueGreen,
): readonly ServiceObject[] {
  const { service } = context;
  const preview = `${service.name}-preview`;
  const { prePromotion, postPromotion } = given;
  const before = prePromotion && { name: `${service.name}-pre-promotion`, test: prePromotion };
  const after = postPromotion && { name: `${service.name}-post-promotion`, test: postPromotion };
  const blueGreen = {
    activeService: service.name,
    autoPromotionEnabled: given.autoPromotion,
    postPromotionAnalysis: after && analysisRun(after.name, service.name),
    prePromotionAnalysis: before && analysisRun(before.name, preview),
    previewService: preview,
    scaleDownDelaySeconds: given.scaleDownDelaySeconds,
  };
  return [
    rollout(context, { blueGreen }),
    kubeService(service, preview),
    ...(given.previewHost === undefined ? [] : [routeTo(service, preview, given.previewHost)]),
    ...[before, after].flatMap((smoke) => (smoke ? smokeTestObjects(context, smoke) : [])),
  ];
}
