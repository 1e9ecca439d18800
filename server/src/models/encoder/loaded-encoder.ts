import { readFile } from 'node:fs/promises';
import type { LabelOutput, Question } from '../../tasks/question.js';
import { EngineFailure } from '../embedded/engine-failure.js';
import type { Encoded } from '../runtime.js';
import { Batches } from './batches.js';
import { Judge } from './judge.js';
import type { EncoderLayout, JudgeLayout, TaggerLayout } from './layout.js';
import { Pieces } from './pieces.js';
import { ModelSession } from './session.js';
import { Tagger } from './tagger.js';
import type { Work } from './work.js';

/** One model of an encoder folder, with what is asked of it. */
interface Part<Q extends Question> {
  readonly side: { work(question: Q): Work };
  readonly batches: Batches;
}

/** The models of an encoder folder, in memory. */
export class LoadedEncoder {
  private constructor(
    private readonly tagger: Part<Extract<Question, { kind: 'tags' }>> | undefined,
    private readonly judge: Part<Exclude<Question, { kind: 'tags' }>> | undefined,
  ) {}

  /** @throws EngineFailure `unsupported` with what is at fault. */
  static async load(layout: EncoderLayout, threads: number): Promise<LoadedEncoder> {
    const { entities, judge } = layout;
    const pieces = await loadPieces(layout.tokenizer);
    return new LoadedEncoder(
      entities && (await loadTagger(entities, pieces, threads)),
      judge && (await loadJudge(judge, pieces, threads)),
    );
  }

  /**
   * @param isCancelled asked before the question is computed.
   * @throws EngineFailure, or Cancelled.
   */
  encode(question: Question, isCancelled: () => boolean): Promise<Encoded> {
    const work =
      question.kind === 'tags' ? this.tagger?.side.work(question) : this.judge?.side.work(question);
    const batches = question.kind === 'tags' ? this.tagger?.batches : this.judge?.batches;
    if (!work || !batches) return Promise.reject(new EngineFailure('unsupported', undefined, 'outputs'));
    return batches.run(work, isCancelled);
  }
}

async function loadTagger(
  layout: TaggerLayout,
  pieces: Pieces,
  threads: number,
): Promise<LoadedEncoder['tagger']> {
  const width = Math.max(...layout.heads.map(({ offset, labels }) => offset + labels.length));
  const expected = { widths: { logits: width }, per: 'token' as const };
  const session = await ModelSession.load(layout.model, expected, {
    padding: pieces.special.padding,
    threads,
  });
  return { side: new Tagger(layout, pieces, width), batches: new Batches(session) };
}

async function loadJudge(
  layout: JudgeLayout,
  pieces: Pieces,
  threads: number,
): Promise<LoadedEncoder['judge']> {
  const labels = Object.entries(layout.labels) as [LabelOutput, readonly string[]][];
  const widths = {
    ...Object.fromEntries(labels.map(([output, names]) => [output, names.length])),
    ...(layout.embeds ? { embedding: undefined } : {}),
  };
  const session = await ModelSession.load(
    layout.model,
    { widths, per: 'row' },
    { padding: pieces.special.padding, threads },
  );
  return { side: new Judge(layout, pieces), batches: new Batches(session) };
}

async function loadPieces(path: string): Promise<Pieces> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new EngineFailure('unsupported', error, 'tokenizer');
  }
  return new Pieces(json);
}
