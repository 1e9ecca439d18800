import { candidatePairs, type Statement } from '../tasks/nli/candidates.js';
import { ClaimPairs } from '../tasks/nli/claims/pairs.js';
import { joinPairs, nearPairs } from '../tasks/nli/near.js';
import { inBothOrders } from '../tasks/nli/both-orders.js';
import type { Judgement } from '../tasks/nli/judgement.js';
import { nliCall } from '../tasks/nli/nli.js';
import { isIgnoredLine } from '../tasks/nli/ignored-lines.js';
import { isStated } from '../tasks/nli/stated.js';
import type { Answer } from '../asking/ask.js';
import { judgementShape } from '../asking/cached-shapes.js';
import type { NoteDocument } from './document.js';
import { Meanings } from './meanings.js';
import { mostPairs, ownContradictionThreshold, withCertainty } from './options.js';
import { pairKey } from './pair-key.js';
import type { Pass, PassContext, Unit } from './pass.js';
import { carriedStamp, type JudgedPair } from './results.js';

/** Compares statements of a note that may contradict each other. Starts when the entities are read. */
export class ContradictionsPass implements Pass {
  /** Pairs that are being compared. */
  readonly #taken = new Set<string>();
  /** Pairs that failed since the run began or last tried again. */
  #failed = new Set<string>();
  #open: JudgedPair[] = [];
  #readings = -1;
  readonly #meanings: Meanings;
  readonly #claims = new ClaimPairs();

  /** @param isReady whether the run has read all entities. */
  constructor(
    private readonly context: PassContext,
    private readonly isReady: () => boolean,
  ) {
    this.#meanings = new Meanings(context);
  }

  next(onlyVisible: boolean): Unit | undefined {
    const { document, options } = this.context;
    if (onlyVisible || !options.contradictions.enabled || !this.isReady()) {
      return undefined;
    }
    if (this.#readings !== document.readings) {
      const statements = readStatements(document, options.contradictions.ignoreLines);
      const unit = this.#meanings.next(statements);
      if (unit !== undefined) {
        return unit === 'wait' ? undefined : unit;
      }
      this.#readings = document.readings;
      const { maxPairs = mostPairs } = options.contradictions;
      const { pairs, leftOut } = this.#pairsOf(statements, maxPairs);
      document.setPairs(pairs, leftOut);
      this.#open = Array.from(document.pairs).reverse();
    }
    for (let pair = this.#open.pop(); pair; pair = this.#open.pop()) {
      if (this.#isOpen(pair)) {
        this.#taken.add(nameOf(pair));
        return this.#unit(pair);
      }
    }
    return undefined;
  }

  forgive(): void {
    this.#failed = new Set();
    this.#readings = -1;
  }

  #isOpen(pair: JudgedPair): boolean {
    const { counts, document, wanted } = this.context;
    return (
      !this.#taken.has(nameOf(pair)) &&
      (!counts(pair.verdict) || (pair.verdict?.failure !== undefined && !this.#failed.has(nameOf(pair)))) &&
      (wanted.has(pair.premise) || wanted.has(pair.hypothesis)) &&
      document.texts.has(pair.premise) &&
      document.texts.has(pair.hypothesis)
    );
  }

  /**
   * The candidate pairs among statements (with opposed claims, shared traits or similar meaning), and how many are
   * left out.
   */
  #pairsOf(
    statements: readonly Statement[],
    most: number,
  ): { pairs: Omit<JudgedPair, 'verdict'>[]; leftOut: number } {
    const byClaims = this.#claims.of(statements);
    const byTraits = candidatePairs(statements, most);
    const near = nearPairs(this.#meanings.of(statements), most);
    const chosen = joinPairs(byClaims, byTraits.pairs, near, most);
    const all = joinPairs(byClaims, byTraits.pairs, near, Infinity);
    const pairs = chosen.flatMap(({ premise, hypothesis, cue }) => {
      const [from, to] = [statements[premise]?.text, statements[hypothesis]?.text];
      return from === undefined || to === undefined
        ? []
        : [{ premise: from, hypothesis: to, cue, key: pairKey(from, to) }];
    });
    return { pairs, leftOut: byTraits.leftOut + all.length - chosen.length };
  }

  #unit(pair: JudgedPair): Unit {
    const { asker, document, priority, runtime, stamp } = this.context;
    const failed = this.#failed;
    const put = (verdict: NonNullable<JudgedPair['verdict']>): void => {
      document.setJudgement(pair, verdict);
      if (verdict.failure !== undefined) {
        failed.add(nameOf(pair));
      }
      this.#taken.delete(nameOf(pair));
      if (failed !== this.#failed) {
        // Someone tried again meanwhile: if this pair failed, it is open again.
        this.#readings = -1;
      }
    };
    return {
      sentences: [pair.premise, pair.hypothesis],
      priority: () => priority,
      work: async (options) => {
        if (pair.cue === 'claim' && runtime.profile.encoder !== undefined) {
          // The rules that read the claims are right more often than an encoder that judges them. They know no
          // probability.
          put({ stamp, label: 'contradiction' });
          return;
        }
        const ask = async (premise: string, hypothesis: string): Promise<Answer<Judgement> | undefined> => {
          const contexts = {
            premise: document.contextOf(premise),
            hypothesis: document.contextOf(hypothesis),
          };
          const call = nliCall(premise, hypothesis, runtime.profile, contexts);
          return call && asker.ask(runtime, call, judgementShape, options);
        };
        const there = await ask(pair.premise, pair.hypothesis);
        // Few pairs are claimed to contradict each other: only those are worth a second call.
        const back =
          there?.value?.label === 'contradiction' ? await ask(pair.hypothesis, pair.premise) : undefined;
        const failure = there?.failure ?? back?.failure;
        const both = there?.value && back?.value ? inBothOrders(there.value, back.value) : there?.value;
        const value =
          both?.label === 'contradiction' ? withCertainty(both, runtime.profile, 'contradictions') : both;
        put(
          failure === undefined
            ? { stamp, ...value, ...(there && ownContradictionThreshold(runtime.profile, pair.cue)) }
            : { stamp, failure },
        );
      },
      fail: (failure) => {
        put({ stamp, failure });
      },
      release: () => {
        this.#taken.delete(nameOf(pair));
        this.#open.push(pair);
      },
    };
  }
}

/**
 * Each distinct sentence that has been read and states something, in order, with its mentions.
 *
 * @param ignoreLines patterns of sentences to leave out.
 */
export function readStatements(document: NoteDocument, ignoreLines: readonly string[] = []): Statement[] {
  return Array.from(document.texts.keys()).flatMap((text) => {
    const isMeant = isStated(text) && !isIgnoredLine(text, ignoreLines);
    const result = isMeant ? document.resultOf(text) : undefined;
    if (!result || result.stamp === carriedStamp) return [];
    const heading = document.headingOf(text);
    return [{ text, mentions: result.mentions, ...(heading !== undefined && { heading }) }];
  });
}

function nameOf({ premise, hypothesis }: JudgedPair): string {
  return JSON.stringify([premise, hypothesis]);
}
