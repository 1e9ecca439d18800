import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Annotator } from '../agreement/annotator.js';
import { readBratDocument } from '../formats/brat-document.js';
import { linesOf, maxBytes } from '../review/standoff-lines.js';
import { annotatorSentence, type AnnotatorProblem } from './adjudication-words.js';
import type { AdjudicationParams } from '../shared/adjudication.js';
import type { ReviewDisk } from './review-disk.js';

/** An annotator's file as it was read. */
export interface ReadAnnotator extends Annotator {
  /** Lines that cannot be used, counted from 1. */
  readonly unusable: readonly number[];
}

/**
 * Reads the files of two or more annotators of `text`. None is ever written, so none can be the gold.
 *
 * @param gold the paths of the files that decisions are written to.
 * @throws ResponseError with a sentence for the user if a file cannot be used or is about another text.
 */
export async function readAnnotatorFiles(
  annotators: AdjudicationParams['annotators'],
  {
    text,
    gold,
    disk,
  }: { readonly text: string; readonly gold: readonly string[]; readonly disk: ReviewDisk },
): Promise<ReadAnnotator[]> {
  const paths = new Set(annotators.map(({ uri }) => disk.pathOf(uri)));
  const names = new Set(annotators.map(({ name }) => name));
  if (paths.size < 2 || paths.size < annotators.length || names.size < annotators.length) {
    throw failed('too-few');
  }
  return Promise.all(
    annotators.map(async ({ name, uri }): Promise<ReadAnnotator> => {
      const path = disk.pathOf(uri);
      if (path === undefined) throw failed('not-a-file', name);
      if (await isOneOf(path, gold, disk)) throw failed('is-gold', name);
      const standoff = await standoffOf(path, name, disk);
      const { value, problems } = readBratDocument(standoff, text, name);
      const [document] = value;
      const unusable = [...new Set(problems.flatMap(({ line }) => line ?? []))];
      const mentions = (standoff.match(/^T\S+\t/gm) ?? []).length;
      const isOfText = document && (document.entities.length > 0 || document.contradictions.length > 0);
      if (!document || (mentions > 0 && !isOfText)) throw failed('other-text', name);
      if (!isOfText && unusable.length > 0) throw failed('not-standoff', name);
      const { entities, relations, contradictions } = document;
      return { name, entities, relations, contradictions, unusable };
    }),
  );
}

async function standoffOf(path: string, name: string, disk: ReviewDisk): Promise<string> {
  const bytes = await disk.read(path, maxBytes).catch(() => {
    throw failed('unreadable', name);
  });
  if (bytes === undefined) throw failed('missing', name);
  const lines = bytes === 'too-large' ? bytes : linesOf(bytes);
  if (typeof lines === 'string') throw failed(lines, name);
  return lines.join('');
}

/** Whether a path is one of others, also where a link leads there. */
async function isOneOf(path: string, others: readonly string[], disk: ReviewDisk): Promise<boolean> {
  const real = await disk.realPath(path);
  const reals = await Promise.all(others.map((other) => disk.realPath(other)));
  return reals.includes(real);
}

function failed(problem: AnnotatorProblem, name = ''): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, annotatorSentence(problem, name));
}
