/** Slowest build first, so that it does not start last. */
export const partNames = [
  'kube-apiserver',
  'helm',
  'registry',
  'etcd',
  'kustomize',
  'argo-cd',
  'argo-rollouts',
  'gateway-api',
] as const;

export type PartName = (typeof partNames)[number];

/** How a part is made: a program built from a Go package, or files copied out of a Go module. */
export interface Recipe {
  /** The Go module whose version, pinned in `<name>/go.mod`, is the version of the part. */
  readonly module: string;
  readonly make: Program | Files;
}

export interface Program {
  readonly kind: 'program';
  readonly package: string;
  /** The Go variable that a release build of the program has its version linked into. */
  readonly versionVariable?: string;
}

export interface Files {
  readonly kind: 'files';
  /** The folder of the module the files are in. */
  readonly from: string;
  readonly names: readonly string[];
}

export const recipes: Readonly<Record<PartName, Recipe>> = {
  'kube-apiserver': {
    module: 'k8s.io/kubernetes',
    make: {
      kind: 'program',
      package: 'k8s.io/kubernetes/cmd/kube-apiserver',
      versionVariable: 'k8s.io/component-base/version.gitVersion',
    },
  },
  registry: {
    module: 'github.com/distribution/distribution/v3',
    make: {
      kind: 'program',
      package: 'github.com/distribution/distribution/v3/cmd/registry',
      versionVariable: 'github.com/distribution/distribution/v3/version.version',
    },
  },
  etcd: {
    module: 'go.etcd.io/etcd/server/v3',
    make: { kind: 'program', package: 'go.etcd.io/etcd/server/v3' },
  },
  helm: {
    module: 'helm.sh/helm/v3',
    make: {
      kind: 'program',
      package: 'helm.sh/helm/v3/cmd/helm',
      versionVariable: 'helm.sh/helm/v3/internal/version.version',
    },
  },
  kustomize: {
    module: 'sigs.k8s.io/kustomize/kustomize/v5',
    make: { kind: 'program', package: 'sigs.k8s.io/kustomize/kustomize/v5' },
  },
  'argo-cd': {
    module: 'github.com/argoproj/argo-cd/v3',
    make: {
      kind: 'files',
      from: 'manifests/crds',
      names: ['application-crd.yaml', 'appproject-crd.yaml', 'applicationset-crd.yaml'],
    },
  },
  'argo-rollouts': {
    module: 'github.com/argoproj/argo-rollouts',
    make: {
      kind: 'files',
      from: 'manifests/crds',
      names: ['rollout-crd.yaml', 'analysis-template-crd.yaml'],
    },
  },
  'gateway-api': {
    module: 'sigs.k8s.io/gateway-api',
    make: {
      kind: 'files',
      from: 'config/crd/standard',
      names: ['gateway.networking.k8s.io_httproutes.yaml'],
    },
  },
};

/**
 * Flags of `go build`. No cgo and no paths, so the same sources give the same program;
 * the part's folder in the cache is named after these, too.
 */
export function buildFlags(program: Program, version: string): readonly string[] {
  const link = program.versionVariable ? ` -X ${program.versionVariable}=${version}` : '';
  return ['-mod=readonly', '-buildvcs=false', '-trimpath', `-ldflags=-s -w${link}`];
}
