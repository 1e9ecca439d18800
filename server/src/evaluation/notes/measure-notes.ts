import type { Analysis } from '../../analysis/analysis.js';
import type { NoteAnalysis } from '../../analysis/note-analysis.js';
import type { GoldNote, JudgedNote } from './gold-note.js';
import {
  entityKey,
  isRightContradiction,
  noteCounts,
  rightRelations,
  type NoteCounts,
} from './note-counts.js';

/** Something that a model said, how probable it held it to be, and whether it is right. */
export interface Claim {
  readonly probability?: number;
  readonly isRight: boolean;
}

/** A statement with the sentences that a model named for or against it. */
export interface CheckedStatement {
  readonly label: 'entailment' | 'neutral' | 'contradiction';
  readonly evidence: readonly {
    readonly label: 'entailment' | 'contradiction';
    readonly probability?: number;
  }[];
}

/** What one note came to. */
export interface NoteOutcome {
  readonly counts: NoteCounts;
  /** Statements: how many, with the right label of three, and among those with a verdict other than neutral. */
  readonly statements: {
    readonly asked: number;
    readonly right: number;
    readonly decided: number;
    readonly decidedRight: number;
  };
  /** What was said, one by one; an entity is right if its type and both ends are. */
  readonly claims: {
    readonly entities: readonly Claim[];
    readonly relations: readonly Claim[];
    readonly contradictions: readonly Claim[];
    readonly statements: readonly CheckedStatement[];
  };
  readonly words: number;
  /** Pieces of work without a usable answer. */
  readonly failed: number;
}

/**
 * Reads a note and checks its statements as the editor does, and compares the outcome with the gold.
 *
 * @throws ModelError or the reason of `signal`.
 */
export async function measureNote(
  analysis: Pick<Analysis, 'open' | 'close' | 'analyze' | 'check'>,
  gold: GoldNote,
  signal: AbortSignal,
): Promise<NoteOutcome> {
  const uri = `bionote-benchmark:${gold.name}`;
  analysis.open(uri, 0, gold.text, true);
  try {
    const read = await analysis.analyze(uri, { signal, priority: 'background' });
    const checks: (CheckedStatement & { readonly verdict: string })[] = [];
    let failed = read.failures.length;
    for (const { statement, label } of gold.statements) {
      const { evidence, verdict, failed: without } = await analysis.check(uri, statement, signal);
      failed += without;
      checks.push({ label, evidence, verdict });
    }
    const decided = checks.filter(({ verdict }) => verdict !== 'neutral');
    const isRight = ({ label, verdict }: (typeof checks)[number]): boolean => label === verdict;
    const answer = judged(read);
    return {
      counts: noteCounts(gold, answer),
      statements: {
        asked: checks.length,
        right: checks.filter(isRight).length,
        decided: decided.length,
        decidedRight: decided.filter(isRight).length,
      },
      claims: {
        ...claimsOf(gold, answer, read),
        statements: checks.map(({ label, evidence }) => ({ label, evidence })),
      },
      words: gold.text.split(/\s+/).filter((word) => word !== '').length,
      failed,
    };
  } finally {
    analysis.close(uri);
  }
}

function claimsOf(
  gold: GoldNote,
  answer: JudgedNote,
  read: NoteAnalysis,
): Omit<NoteOutcome['claims'], 'statements'> {
  const there = new Set(gold.entities.map(entityKey));
  const related = rightRelations(gold, answer);
  return {
    entities: read.entities.map((entity) => claim(there.has(entityKey(entity)), entity.confidence)),
    relations: read.relations.map(({ probability }, index) => claim(related[index] ?? false, probability)),
    contradictions: read.contradictions.map(({ probability }, index) => {
      const pair = answer.contradictions[index];
      return claim(pair !== undefined && isRightContradiction(gold, pair), probability);
    }),
  };
}

function claim(isRight: boolean, probability: number | undefined): Claim {
  return { isRight, ...(probability === undefined ? {} : { probability }) };
}

function judged({ entities, relations, contradictions }: NoteAnalysis): JudgedNote {
  const places = new Map(entities.map(({ id }, place) => [id, place]));
  return {
    entities,
    // An end that is not among the entities is none of the gold's either.
    relations: relations.map(({ code, head, tail }) => ({
      code,
      head: places.get(head) ?? -1,
      tail: places.get(tail) ?? -1,
    })),
    contradictions: contradictions.map(({ premise, hypothesis }) => [premise, hypothesis] as const),
  };
}
