import * as z from 'zod';
import {
  findFile,
  missing,
  originOf,
  problemAt,
  UnreadableFile,
  type CorpusFile,
  type Part,
} from './files.js';
import { jsonEntries } from './json-entries.js';
import type { CorpusItem } from './records.js';
import { wholeText } from './text-lines.js';

export const nli4ctLabels = ['Entailment', 'Contradiction'] as const;

const indices = z.array(z.number().int()).optional();
const statement = z.object({
  Type: z.enum(['Single', 'Comparison']),
  Section_id: z.enum(['Intervention', 'Eligibility', 'Adverse Events', 'Results']),
  Primary_id: z.string().regex(/^NCT\d+$/),
  Secondary_id: z
    .string()
    .regex(/^NCT\d+$/)
    .optional(),
  Statement: z.string(),
  Label: z.enum(nli4ctLabels),
  Primary_evidence_index: indices,
  Secondary_evidence_index: indices,
});
type Statement = z.infer<typeof statement>;

/** Remains of quotes, bullets and accents that were decoded wrongly. The corpus is published like this. */
const mojibake = /\u201a[\u00c4\u00e0\u00e2]|\u00ac[\u00a8\u222b]|\u00e2\u2022|\u221a[\u00f2\u00d1\u00b1]/u;

/**
 * Reads NLI4CT (Jullien et al. 2023): statements about breast cancer trials. The premise is the section of the
 * trial record that a statement is about, or of both trials if it compares two. `evidence` is the lines that
 * the annotators selected. Statements with wrongly decoded characters are reported and passed on unchanged. An
 * unreadable trial record is reported once, and so is each statement about it.
 */
export async function* readNli4ct(folder: string, fileName: string, part: Part): AsyncGenerator<CorpusItem> {
  const file = await findFile(folder, 'nli', `NLI4CT2023/${fileName}`);
  const trials = await findFile(folder, 'nli', 'NLI4CT2023/CT json');
  if (file === undefined || trials === undefined) {
    yield missing('nli', file === undefined ? `NLI4CT2023/${fileName}` : 'NLI4CT2023/CT json');
    return;
  }
  const broken = new Set<string>();
  for await (const item of jsonEntries(file)) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const { key = '', value, line } = item.entry;
    const read = statement.safeParse(value);
    if (!read.success) {
      yield problemAt(file, line, 'nli4ct', 'is no statement with a trial, a section and a label');
      continue;
    }
    const { Primary_id: primary, Secondary_id: secondary, Section_id: section } = read.data;
    const first = await sectionOf(trials, primary, section);
    const second = secondary === undefined ? [] : await sectionOf(trials, secondary, section);
    if (!Array.isArray(first) || !Array.isArray(second)) {
      for (const fault of [first, second]) {
        if (Array.isArray(fault) || fault.problem === undefined || broken.has(fault.key)) continue;
        broken.add(fault.key);
        yield fault.problem;
      }
      yield problemAt(file, line, 'no-text', 'names a trial record that is not there, or cannot be read');
      continue;
    }
    const [premise, evidence] = premiseOf(read.data, first, second);
    if (mojibake.test(`${premise} ${read.data.Statement}`)) {
      yield problemAt(file, line, 'mojibake', 'holds characters that were decoded wrongly');
    }
    yield {
      record: {
        kind: 'pair',
        ...originOf(part, key, `${primary}/${section}`),
        premise,
        hypothesis: read.data.Statement.trim(),
        label: read.data.Label,
        ...(evidence !== '' && { evidence }),
      },
    };
  }
}

const trial = z.record(z.string(), z.unknown());

/** Why a section is unavailable; without a problem of its own if the record is missing. */
interface NoSection {
  /** The same object for every statement that needs it. */
  readonly key: string;
  readonly problem?: CorpusItem;
}

async function sectionOf(trials: CorpusFile, id: string, section: string): Promise<string[] | NoSection> {
  const file = { path: `${trials.path}/${id}.json`, name: `${trials.name}/${id}.json` };
  let text: string | undefined;
  try {
    text = await wholeText(file);
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === 'ENOENT') return { key: id };
    throw error;
  }
  if (text === undefined) return { key: id, problem: problemAt(file, 1, 'encoding', 'is not UTF-8') };
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return { key: id, problem: problemAt(file, 1, 'not-json', 'is no JSON, or not all of it') };
  }
  const lines = z.array(z.string()).safeParse(trial.safeParse(record).data?.[section]);
  if (lines.success) return lines.data;
  const problem = problemAt(file, 1, 'nli4ct', `has no section ${section}`);
  return { key: `${id}/${section}`, problem };
}

/** The full sections, and the lines in them that are evidence. */
function premiseOf(about: Statement, first: readonly string[], second: readonly string[]): [string, string] {
  const chosen = (lines: readonly string[], wanted: readonly number[] = []): string[] =>
    [...wanted].sort((a, b) => a - b).flatMap((i) => lines[i] ?? []);
  const joined = (one: readonly string[], other: readonly string[]): string => {
    const written = (lines: readonly string[]): string =>
      lines.map((line) => line.replace(/\s+/gu, ' ').trim()).join('\n');
    if (about.Type === 'Single') return written(one);
    return `Primary trial:\n${written(one)}\nSecondary trial:\n${written(other)}`;
  };
  const one = chosen(first, about.Primary_evidence_index);
  const other = chosen(second, about.Secondary_evidence_index);
  return [joined(first, second), one.length + other.length === 0 ? '' : joined(one, other)];
}
