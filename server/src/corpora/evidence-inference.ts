import { csvRows, type CsvRow } from './csv-rows.js';
import {
  findFile,
  missing,
  originOf,
  problemAt,
  UnreadableFile,
  type CorpusFile,
  type Part,
} from './files.js';
import type { CorpusItem, Split } from './records.js';
import { textLines, wholeText } from './text-lines.js';

/** The findings of a trial about an outcome, with one spelling each. */
export const evidenceLabels = [
  'significantly increased',
  'significantly decreased',
  'no significant difference',
] as const;

type EvidenceLabel = (typeof evidenceLabels)[number];

const base = 'EvidenceInference2';
const splitFiles: Readonly<Record<Split, string>> = { train: 'train', dev: 'validation', test: 'test' };

interface Question {
  readonly outcome: string;
  readonly intervention: string;
  readonly comparator: string;
}

/**
 * Reads Evidence Inference 2.0 (DeYoung et al. 2020), using the annotations that reviewers found valid:
 * passages of trial reports, and whether an outcome went up, down or neither under an intervention. Each
 * yields two records. One is the passage with the question and its label. The other, made by us, pairs the
 * passage with a statement of one of the three findings: entailed if it is the annotated one, contradicted
 * otherwise. Half of the statements are of each kind, by prompt number. The training part has both for each
 * passage, so that the passage alone does not reveal the answer.
 */
export async function* readEvidenceInference(folder: string, part: Part): AsyncGenerator<CorpusItem> {
  const names = [
    'v2_annotations.csv',
    'prompts_merged.csv',
    `splits/${splitFiles[part.split]}_article_ids.txt`,
  ];
  const files: CorpusFile[] = [];
  for (const name of names) {
    const found = await findFile(folder, 'nli', `${base}/${name}`);
    if (found === undefined) {
      yield missing('nli', `${base}/${name}`);
      return;
    }
    files.push(found);
  }
  const [annotations, prompts, articles] = files as [CorpusFile, CorpusFile, CorpusFile];
  const wanted = new Set<string>();
  for await (const { text, number, readable } of textLines(articles)) {
    if (!readable) yield problemAt(articles, number, 'encoding', 'is not UTF-8');
    else if (text.trim() !== '') wanted.add(text.trim());
  }
  const questions = new Map<string, Question>();
  for await (const item of csvRows(prompts, ['PromptID', 'PMCID', 'Outcome', 'Intervention', 'Comparator'])) {
    // A question that could not be read is reported when an annotation refers to it.
    if ('row' in item && wanted.has(item.row.cell('PMCID')))
      questions.set(item.row.cell('PromptID'), questionOf(item.row));
  }
  const seen = new Set<string>();
  const columns = [
    'PromptID',
    'PMCID',
    'Valid Label',
    'Label',
    'Annotations',
    'Evidence Start',
    'Evidence End',
  ];
  const articleTexts = await findFile(folder, 'text', 'rct-papers');
  if (articleTexts === undefined) {
    const message = 'was not held against its articles: text/rct-papers is not there';
    yield problemAt(annotations, 1, 'unchecked', message);
  }
  const named = new Set<string>();
  let article: { id: string; text: string | undefined } = { id: '', text: undefined };
  for await (const item of csvRows(annotations, columns)) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const { row } = item;
    const id = row.cell('PMCID');
    if (!wanted.has(id) || row.cell('Valid Label') !== 'True') continue;
    if (article.id !== id) {
      const read = articleTexts && (await articleOf(articleTexts, id));
      article = { id, text: typeof read === 'string' ? read : undefined };
      if (read !== undefined && typeof read !== 'string' && !named.has(id)) yield read;
      named.add(id);
    }
    yield* recordsOf(row, annotations, questions, article.text, part, seen);
  }
}

function* recordsOf(
  row: CsvRow,
  file: CorpusFile,
  questions: ReadonlyMap<string, Question>,
  article: string | undefined,
  part: Part,
  seen: Set<string>,
): Generator<CorpusItem> {
  const prompt = row.cell('PromptID');
  const question = questions.get(prompt);
  const label = labelOf(row.cell('Label'));
  if (question === undefined || label === undefined) {
    const what = label === undefined ? 'a label that is not known' : 'a question that is not there';
    yield problemAt(file, row.line, label === undefined ? 'unknown-label' : 'no-question', what);
    return;
  }
  const [start, end] = [Number(row.cell('Evidence Start')), Number(row.cell('Evidence End'))];
  if (article !== undefined && (start < 0 || end > article.length || start >= end)) {
    yield problemAt(file, row.line, 'span-outside-text', 'a span beyond the end of the text');
    return;
  }
  // Table cells in the annotation are lines in the article.
  const there = article?.slice(start, end);
  if (there !== undefined && bare(there) !== bare(row.cell('Annotations'))) {
    yield problemAt(file, row.line, 'words-differ', 'the words at the span are not those of the evidence');
    return;
  }
  const passage = row.cell('Annotations').replace(/\s+/gu, ' ').trim();
  const key = `${prompt} ${label} ${passage}`;
  if (passage === '' || seen.has(key)) return;
  seen.add(key);
  const origin = originOf(part, `${prompt}/${row.line}`, `PMC${row.cell('PMCID')}`);
  const { outcome, intervention, comparator } = question;
  yield {
    record: {
      kind: 'labelled',
      ...origin,
      text: passage,
      question: `Compared with ${comparator}, what was the effect of ${intervention} on ${outcome}?`,
      label,
    },
  };
  const other = otherLabel(Number(prompt), label);
  const isTrue = Number(prompt) % 2 === 0;
  const statement = (id: string, stated: EvidenceLabel): CorpusItem => ({
    record: {
      kind: 'pair',
      ...origin,
      id: `${origin.id}/${id}`,
      premise: passage,
      hypothesis: statementOf(question, stated),
      label: stated === label ? 'Entailment' : 'Contradiction',
    },
  });
  yield statement('statement', isTrue ? label : other);
  if (part.split === 'train') {
    yield statement('contrast', isTrue ? other : label);
  }
}

/** One of the two findings that were not made, alternating. */
function otherLabel(prompt: number, found: EvidenceLabel): EvidenceLabel {
  const others = evidenceLabels.filter((label) => label !== found);
  return others[Math.floor(prompt / 2) % others.length] ?? found;
}

function statementOf({ outcome, intervention, comparator }: Question, label: EvidenceLabel): string {
  const compared = `compared with ${comparator}`;
  if (label === 'no significant difference') {
    return `There was no significant difference in ${outcome} with ${intervention} ${compared}.`;
  }
  return `There was a significant ${label.endsWith('increased') ? 'increase' : 'decrease'} in ${outcome} with ${intervention} ${compared}.`;
}

function labelOf(label: string): EvidenceLabel | undefined {
  const name = label.trim() === 'significantly increase' ? 'significantly increased' : label.trim();
  return evidenceLabels.find((each) => each === name);
}

function questionOf(row: CsvRow): Question {
  const cell = (column: string): string =>
    row
      .cell(column)
      .replace(/\s+/gu, ' ')
      .replace(/[\s.;,]+$/u, '')
      .trim();
  return {
    outcome: cell('Outcome'),
    intervention: cell('Intervention'),
    comparator: cell('Comparator'),
  };
}

/** The article's text, or why it is missing and its spans cannot be checked. */
async function articleOf(articles: CorpusFile, id: string): Promise<string | CorpusItem> {
  const file = { path: `${articles.path}/PMC${id}.txt`, name: `${articles.name}/PMC${id}.txt` };
  try {
    const text = await wholeText(file);
    return text ?? problemAt(file, 1, 'encoding', 'is not UTF-8: passages were not held against it');
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const why = error.code === 'ENOENT' ? 'is not there' : error.message;
    return problemAt(file, 1, 'unchecked', `${why}: passages were not held against it`);
  }
}

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}
