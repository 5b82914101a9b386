import { asTagboatError, orThrow, TagboatError } from '../model/errors.ts';
import type { RepositoryRef } from '../model/image.ts';
import type { Selection, TagFacts, Want } from '../model/verdict.ts';
import type { Watch } from '../model/watch.ts';
import type { Registry } from '../registry/registry.ts';
import type { TagList } from '../registry/tag-lister.ts';
import type { Policy } from '../select/policy.ts';
import { compilePolicy } from '../select/policy.ts';
import { select } from '../select/select.ts';

/** What the registry and the policy say for a Watch, before its current image is looked at. */
export interface Proposal {
  readonly policy: Policy;
  readonly selection: Selection;
  readonly listed: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, TagFacts>;
}

/** What decides which tags are listed and which of them is taken: of a Watch, or asked by a person. */
export type Question = Pick<Watch, 'repository' | 'pullSecret' | 'policy' | 'origins'>;

/** One round of questions: everything that asks within it shares the same tag lists. */
export interface Round {
  /** @throws TagboatError when the tags cannot be listed or the policy cannot be used */
  propose(question: Question): Promise<Proposal>;
  /** The proposal with more facts, asked for because the Watch's own current tag is not listed. */
  learn(question: Question, proposal: Proposal, need: Need): Promise<Proposal>;
}

export interface Need {
  readonly want: Want;
  readonly tags: readonly string[];
}

/** `new`: list the tags again. `known`: the last list will do, since only an Application changed. */
export type Freshness = 'new' | 'known';

export interface Selector {
  round(freshness: (repository: RepositoryRef) => Freshness): Round;
  /** Forgets what is remembered of repositories that nobody watches any more. */
  keepOnly(questions: readonly Question[]): void;
}

interface Listing {
  readonly tags: TagList;
  readonly listed: ReadonlySet<string>;
  /** Proposals that needed nothing but this list, by policy. They stand as long as the list does. */
  readonly settled: Map<string, Proposal>;
}

/**
 * Lists each (repository, credential) once a round whatever the number of Watches, and selects anew
 * only where the list changed or facts beyond it are needed.
 */
export function createSelector(registry: Registry): Selector {
  const known = new Map<string, Listing>();
  const policies = new Map<string, Policy>();

  function compile(question: Question): Policy {
    const key = policyKey(question);
    const policy = policies.get(key) ?? orThrow(compilePolicy(question.policy, question.origins));
    policies.set(key, policy);
    return policy;
  }

  async function list(question: Question, freshness: Freshness): Promise<Listing> {
    const key = listingKey(question);
    const before = known.get(key);
    if (freshness === 'known' && before !== undefined) return before;
    const tags = await registry.listTags(question.repository, question.pullSecret);
    if (before?.tags.revision === tags.revision) return before;
    const listing = { tags, listed: new Set(tags.tags), settled: new Map<string, Proposal>() };
    known.set(key, listing);
    return listing;
  }

  return {
    round: (freshness) =>
      createRound({
        registry,
        compile,
        list: (question) => list(question, freshness(question.repository)),
        fresh: ({ repository, policy }) =>
          policy.strategy === 'digest' && freshness(repository) === 'new',
      }),
    keepOnly(questions) {
      keepKeys(known, new Set(questions.map(listingKey)));
      keepKeys(policies, new Set(questions.map(policyKey)));
    },
  };
}

interface RoundDeps {
  readonly registry: Registry;
  readonly compile: (question: Question) => Policy;
  readonly list: (question: Question) => Promise<Listing>;
  /** Whether what a tag stands for must be asked, although it was asked lately: that is the tag's news. */
  readonly fresh: (question: Question) => boolean;
}

/** Asks the registry for facts; what fails is a fact of kind `unknown`. */
type AskFacts = (need: Need) => Promise<readonly (readonly [string, TagFacts])[]>;

function createRound({ registry, compile, list, fresh }: RoundDeps): Round {
  const listings = new Map<string, Promise<Listing>>();
  const proposals = new Map<string, Promise<Proposal>>();

  function askFor(question: Question): AskFacts {
    const { policy, pullSecret: credential } = question;
    const query = { platforms: policy.platforms, credential, fresh: fresh(question) };
    return ({ want, tags }) =>
      Promise.all(
        tags.map(async (tag): Promise<[string, TagFacts]> => {
          try {
            return [tag, await registry.facts(question.repository, tag, { ...query, want })];
          } catch (thrown) {
            return [tag, { kind: 'unknown', reason: asTagboatError(thrown, tag).message }];
          }
        }),
      );
  }

  return {
    async propose(question) {
      const policy = compile(question);
      const listing = await remember(listings, listingKey(question), () => list(question));
      const settled = listing.settled.get(policyKey(question));
      if (settled !== undefined) return settled;
      const key = `${listingKey(question)} ${policyKey(question)}`;
      return remember(proposals, key, () =>
        proposeAnew(askFor(question), question, policy, listing),
      );
    },
    async learn(question, proposal, need) {
      const learnt = await askFor(question)(need);
      return { ...proposal, facts: new Map([...proposal.facts, ...learnt]) };
    },
  };
}

async function proposeAnew(
  ask: AskFacts,
  question: Question,
  policy: Policy,
  { tags: { tags }, listed, settled }: Listing,
): Promise<Proposal> {
  const facts = new Map<string, TagFacts>();
  const first = { policy, listed, facts, selection: select(tags, policy) };
  if (first.selection.kind !== 'needs') settled.set(policyKey(question), first);
  return learnAll(ask, question, first, (learnt) => select(tags, policy, learnt));
}

/** Asks for facts and selects again until a decision stands. */
async function learnAll(
  ask: AskFacts,
  question: Question,
  first: Proposal,
  again: (facts: ReadonlyMap<string, TagFacts>) => Selection,
): Promise<Proposal> {
  let proposal = first;
  while (proposal.selection.kind === 'needs') {
    const learnt = await ask(proposal.selection);
    const facts = new Map([...proposal.facts, ...learnt]);
    if (facts.size === proposal.facts.size) throw noProgress(question);
    proposal = { ...proposal, facts, selection: again(facts) };
  }
  return proposal;
}

function keepKeys(map: Map<string, unknown>, keys: ReadonlySet<string>): void {
  for (const key of map.keys()) if (!keys.has(key)) map.delete(key);
}

function noProgress(question: Question): TagboatError {
  const where = `policy of ${question.repository.registry}/${question.repository.path}`;
  return new TagboatError('internal', { where, what: 'asked for the same facts twice' });
}

function remember<T>(memory: Map<string, Promise<T>>, key: string, make: () => Promise<T>) {
  const made = memory.get(key) ?? make();
  memory.set(key, made);
  return made;
}

/** A repository read with another credential may show other tags, so both make the key. */
const listingKey = onceFor(
  ({ repository, pullSecret }) =>
    `${repository.registry}/${repository.path} ${JSON.stringify(pullSecret ?? null)}`,
);

const policyKey = onceFor(({ policy }) => JSON.stringify(policy));

/** The key of a question, made once: a cycle asks for those of every Watch several times. */
function onceFor(keyOf: (question: Question) => string): (question: Question) => string {
  const keys = new WeakMap<Question, string>();
  return (question) => {
    const key = keys.get(question) ?? keyOf(question);
    keys.set(question, key);
    return key;
  };
}
