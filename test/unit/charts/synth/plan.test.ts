import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EVERY_ENVIRONMENT, ownershipLine } from '../../../../charts/owned-text.ts';
import { planSynth, type SynthPlan } from '../../../../charts/synth/plan.ts';
import { orThrow } from '../../../../src/model/errors.ts';

type Files = ReadonlyMap<string, string>;

const of = (owner: string, text = 'a: 1\n') => `${ownershipLine(owner)}${text}`;
const filesOf = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files));

function plan(
  wanted: Readonly<Record<string, string>>,
  existing: Readonly<Record<string, string>>,
) {
  return orThrow(planSynth('dev', filesOf(wanted), filesOf(existing)));
}

function applied(existing: Files, { writes, removes }: SynthPlan): Files {
  return new Map([...existing, ...writes].filter(([path]) => !removes.includes(path)));
}

describe('planSynth', () => {
  it('writes what is new or differs, and tells what is as it should be', () => {
    const wanted = { new: of('dev'), old: of('dev', 'b: 2\n'), same: of('dev') };
    expect(plan(wanted, { old: of('dev'), same: of('dev') })).toEqual({
      writes: new Map([
        ['new', of('dev')],
        ['old', of('dev', 'b: 2\n')],
      ]),
      removes: [],
      unchanged: ['same'],
    });
  });

  it('removes files of its own that are gone, and no others', () => {
    const existing = { mine: of('dev'), prods: of('prod'), hands: 'a: 1\n' };
    expect(plan({}, existing).removes).toEqual(['mine']);
  });

  it.each([
    ['a file of Pulumi.prod.yaml', of('prod')],
    ['a file without our first line', 'a: 1\n'],
  ])('does not write over %s', (found, text) => {
    const result = planSynth('dev', filesOf({ x: of('dev') }), filesOf({ x: text }));
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'refused', problem: { where: 'x', found } },
    });
  });

  describe('of a base that environments share', () => {
    const base = 'kustomize/back/base/service.yaml';
    const shared = of(EVERY_ENVIRONMENT);

    it('writes over its files', () => {
      expect([...plan({ [base]: shared }, { [base]: `${shared}b: 2\n` }).writes.keys()]).toEqual([
        base,
      ]);
    });

    it('removes a file that the service no longer has', () => {
      const wanted = { 'kustomize/back/base/kustomization.yaml': shared };
      expect(plan(wanted, { ...wanted, [base]: shared }).removes).toEqual([base]);
    });

    it('keeps it while another environment has an overlay', () => {
      const overlays = {
        'kustomize/back/overlays/dev/kustomization.yaml': of('dev'),
        'kustomize/back/overlays/prod/kustomization.yaml': of('prod'),
      };
      expect(plan({}, { ...overlays, [base]: shared }).removes).toEqual([
        'kustomize/back/overlays/dev/kustomization.yaml',
      ]);
    });

    it('removes it with the last overlay', () => {
      const overlay = 'kustomize/back/overlays/dev/kustomization.yaml';
      expect(plan({}, { [overlay]: of('dev'), [base]: shared }).removes).toEqual([base, overlay]);
    });
  });

  const folder = (owners: readonly string[]) =>
    fc
      .dictionary(
        fc.constantFrom('a', 'b', 'charts/c', 'charts/d/e'),
        fc.tuple(fc.constantFrom(...owners), fc.constantFrom('a: 1\n', 'b: 2\n')),
        { noNullPrototype: true },
      )
      .map((files) =>
        Object.entries(files).map(([path, [owner, text]]): [string, string] => [
          path,
          owner === '' ? text : of(owner, text),
        ]),
      );

  it('changes nothing a second time, whatever the order of the files', () => {
    fc.assert(
      fc.property(folder(['dev']), folder(['dev', 'prod', '']), (wanted, found) => {
        const existing = new Map(found.map(([path, text]) => [`other/${path}`, text]));
        const first = orThrow(planSynth('dev', new Map(wanted), existing));
        const backwards = orThrow(
          planSynth('dev', new Map(wanted.toReversed()), new Map([...existing].toReversed())),
        );
        expect(backwards).toEqual(first);
        const second = orThrow(planSynth('dev', new Map(wanted), applied(existing, first)));
        expect([second.writes.size, second.removes]).toEqual([0, []]);
      }),
    );
  });

  it('never touches what is not its own', () => {
    fc.assert(
      fc.property(folder(['dev']), folder(['dev', 'prod', '']), (wanted, found) => {
        const result = planSynth('dev', new Map(wanted), new Map(found));
        const after = result.ok ? applied(new Map(found), result.value) : new Map(found);
        for (const [path, text] of found) {
          if (!text.startsWith(ownershipLine('dev'))) expect(after.get(path)).toBe(text);
        }
      }),
    );
  });
});
