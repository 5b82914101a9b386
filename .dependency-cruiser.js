/**
 * The import table of docs/design.md as rules. `select`-like folders are pure: no I/O, no clock, no
 * process. `test/project/import-rules.test.ts` plants violations and expects each to be found.
 */
const pure = '^src/(select|plan|[a-z]+/(wire|edits|format))/';
const pureInfra = '^infra/(environment\\.ts$|environment/|values/)';
const stage = '^src/(sources|registry|writeback|report|rollouts)/';

/** Nothing in `from` may import what `to` matches. */
function forbid(name, from, to, comment) {
  return { name, severity: 'error', comment, from, to };
}

export default {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }, 'a cycle has no first file to read'),
    forbid(
      'model-is-the-ground',
      { path: '^src/(model/|ports\\.ts$)' },
      { pathNot: '^src/(model/|ports\\.ts$)|^node_modules/(semver|re2js|@types/semver)/' },
      'model and ports import each other, semver and re2js only',
    ),
    forbid(
      'pure-is-pure',
      { path: pure },
      {
        pathNot: `^src/model/|${pure}|^node_modules/(semver|re2js|yaml|zod|@types/semver)/`,
      },
      'what decides imports the model, itself and pure libraries only: no I/O, clock or process',
    ),
    forbid(
      'pure-stays-in-its-stage',
      { path: '^src/([a-z]+)/(wire|edits|format)/' },
      { path: '^src/', pathNot: '^src/(model|$1)/' },
      'the pure part of a stage belongs to that stage',
    ),
    forbid(
      'select-and-plan',
      { path: '^src/(select|plan)/' },
      { path: '^src/', pathNot: '^src/(model|select|$1)/' },
      'select imports the model; plan imports the model and select',
    ),
    forbid(
      'stages-do-not-know-each-other',
      { path: '^src/(sources|registry|writeback|report|rollouts)/' },
      { path: '^src/', pathNot: '^src/(model|$1)/|^src/ports\\.ts$' },
      'a stage imports model, ports and itself',
    ),
    forbid(
      'stages-do-no-io',
      { path: `${stage}|^src/(controller|server|doctor)/` },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|path|util)$' },
      'effects come through the ports',
    ),
    forbid(
      'adapters-know-no-stage',
      { path: '^src/(adapters|demo)/' },
      { path: '^src/', pathNot: '^src/(model|adapters|demo)/|^src/ports\\.ts$' },
      'adapters and embedded servers import ports and model',
    ),
    forbid(
      'adapters-are-not-for-production-demo',
      { path: '^src/adapters/' },
      { path: '^src/demo/' },
      'embedded servers never reach production code',
    ),
    forbid(
      'controller-gets-its-adapters',
      { path: '^src/(controller|server|doctor)/' },
      { path: '^src/(adapters|demo|cli)/|^src/main\\.ts$' },
      'main hands the adapters in',
    ),
    forbid(
      'updater-knows-no-infra',
      { path: '^src/', pathNot: '^src/(main\\.ts$|cli/)' },
      { path: '^(infra|charts)/|^node_modules/(@pulumi|cdk8s)' },
      'the updater does not depend on the infrastructure code',
    ),
    forbid(
      'environment-is-pure',
      { path: pureInfra },
      { pathNot: `${pureInfra}|^src/(model|select)/|^node_modules/(yaml|zod)/` },
      'what reads the environment file imports model, select, zod, yaml and itself only',
    ),
    forbid(
      'charts-know-the-environment',
      { path: '^charts/' },
      {
        path: '^(src|infra)/|^node_modules/@pulumi',
        pathNot: '^infra/(environment\\.ts$|environment/)|^src/model/',
      },
      'charts import the environment, the model and cdk8s: what they give needs no Pulumi',
    ),
    forbid(
      'infra-knows-manifests',
      { path: '^infra/' },
      {
        path: '^(src|charts)/|^node_modules/(cdk8s|constructs)',
        pathNot: '^src/(model|select)/|^charts/(manifests\\.ts$|crds/)',
      },
      'infra applies the manifests of charts, and never makes its own with cdk8s',
    ),
    forbid(
      'nothing-imports-tests',
      { path: '^(src|infra|charts)/' },
      { path: '^test/' },
      'tests import sources',
    ),
    forbid(
      'no-unresolvable',
      { path: '^(src|infra|charts|test)/' },
      { couldNotResolve: true },
      'every import resolves',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
