import { formatImage, type ImageRef } from '../../model/image.ts';
import type { Decision } from '../../model/plan.ts';
import { printable } from '../../model/printable.ts';
import { printableUrl } from '../../model/secret.ts';
import { appName, type Destination, type FileTarget, type Watch } from '../../model/watch.ts';
import { verdictLines } from './verdicts.ts';

/** Why a Watch is where it is, as lines for a terminal: policy, place, decision, every verdict. */
export function explanationLines(decision: Decision): readonly string[] {
  const watch = decision.kind === 'change' ? decision.change.watch : decision.watch;
  const verdicts = decision.kind === 'failed' ? [] : decision.verdicts;
  const name = watch.alias === '' ? '' : ` (${watch.alias})`;
  return [
    `${appName(watch.app)}: ${formatImage(watch.image)}${name}`,
    `  policy    ${policyText(watch)}`,
    `  written   ${destinationText(watch.destination)}`,
    `  live      ${watch.live.map(versionText).join(', ') || 'no such image'}`,
    `  decision  ${decisionText(decision)}`,
    ...verdictLines(verdicts).map((line) => `    ${line}`),
  ];
}

function policyText({ policy }: Watch): string {
  const { strategy, constraint, allowTags, ignoreTags, platforms, format, extract } = policy;
  const parts = [
    constraint !== undefined && `constraint ${constraint}`,
    allowTags !== undefined && `allow-tags ${allowTags}`,
    ignoreTags.length > 0 && `ignore-tags ${ignoreTags.join(',')}`,
    platforms.length > 0 && `platforms ${platforms.join(',')}`,
    format !== undefined && `format ${format}`,
    extract !== undefined && `extract ${extract}`,
    policy.allowDowngrade && 'downgrades allowed',
  ].filter((part) => part !== false);
  return printable([strategy, ...parts].join(', '));
}

function destinationText(destination: Destination): string {
  if (destination.method === 'argocd') {
    const { source } = destination;
    return source === undefined ? 'spec.source' : `spec.sources[${source}]`;
  }
  const { repository, branch, file } = destination;
  const place = `${fileText(file)} on ${branch ?? 'the default branch'} of ${printableUrl(repository)}`;
  return printable(place, 400);
}

function fileText(file: FileTarget): string {
  return file.kind === 'kustomization' ? `kustomization in /${file.directory}` : file.path;
}

function decisionText(decision: Decision): string {
  switch (decision.kind) {
    case 'change': {
      const { from, to } = decision.change;
      return `${from === undefined ? 'nothing' : versionText(from)} → ${versionText(to)}`;
    }
    case 'current':
      return `stays at ${versionText(decision.image)}, which is the best tag`;
    case 'skip':
      return `left as it is: ${printable(decision.reason, 400)}`;
    case 'failed':
      return `failed: ${printable(decision.error.message, 1000)}`;
  }
}

function versionText({ tag, digest }: ImageRef): string {
  return printable([tag, digest].filter((part) => part !== undefined).join('@') || 'no tag');
}
