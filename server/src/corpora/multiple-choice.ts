import * as z from 'zod';
import { findFile, missing, originOf, problemAt, type CorpusFile, type Part } from './files.js';
import { jsonLines } from './json-entries.js';
import type { CorpusItem } from './records.js';

/** The letters of the answers. */
export const choiceLabels = ['A', 'B', 'C', 'D', 'E'] as const;

const medQa = z.object({
  question: z.string().min(1),
  options: z.partialRecord(z.enum(choiceLabels), z.string().min(1)),
  answer_idx: z.enum(choiceLabels),
});

/** Where MedQA's files lie: four answers to choose from where that form is there, else five. */
const medQaFiles = (split: string): string[] =>
  ['data_clean/questions', 'questions'].flatMap((folder) => [
    `${folder}/US/4_options/phrases_no_exclude_${split}.jsonl`,
    `${folder}/US/${split}.jsonl`,
  ]);

/** Reads the American part of MedQA (Jin et al. 2021) as its authors publish it: JSON lines. */
export async function* readMedQa(folder: string, part: Part): AsyncGenerator<CorpusItem> {
  const names = medQaFiles(part.split);
  for (const name of names) {
    const file = await findFile(folder, 'medqa', name);
    if (file) {
      yield* choicesIn(file, part, (value) => {
        const read = medQa.safeParse(value);
        if (!read.success) return undefined;
        const { question, options, answer_idx: label } = read.data;
        const choices = choiceLabels.flatMap((each) => {
          const text = options[each];
          return text === undefined ? [] : [{ label: each, text }];
        });
        return { question, choices, label };
      });
      return;
    }
  }
  yield missing('medqa', names[0] ?? '');
}

const medMcqa = z.object({
  id: z.string().optional(),
  question: z.string().min(1),
  opa: z.string(),
  opb: z.string(),
  opc: z.string(),
  opd: z.string(),
  /** From 1. */
  cop: z.int().min(1).max(4),
});

/** Reads MedMCQA (Pal et al. 2022) as its authors publish it: JSON lines. Its test part has no answers. */
export function readMedMcqa(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  return choicesIn(file, part, (value) => {
    const read = medMcqa.safeParse(value);
    if (!read.success) return undefined;
    const { id, question, opa, opb, opc, opd, cop } = read.data;
    const choices = [opa, opb, opc, opd].map((text, index) => ({ label: choiceLabels[index] ?? '', text }));
    return { question, choices, label: choiceLabels[cop - 1] ?? '', ...(id !== undefined && { id }) };
  });
}

interface Asked {
  readonly id?: string;
  readonly question: string;
  readonly choices: readonly { readonly label: string; readonly text: string }[];
  readonly label: string;
}

async function* choicesIn(
  file: CorpusFile,
  part: Part,
  read: (value: unknown) => Asked | undefined,
): AsyncGenerator<CorpusItem> {
  for await (const item of jsonLines(file)) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const asked = read(item.entry.value);
    // Two answers with the same words, or an empty one, cannot be told apart.
    const texts = new Set(asked?.choices.map(({ text }) => text.trim().toLowerCase()));
    if (!asked || texts.size < asked.choices.length || texts.has('') || texts.size < 2) {
      yield problemAt(file, item.entry.line, 'choices', 'is no question with answers to choose from');
      continue;
    }
    const { id, question, choices, label } = asked;
    if (!choices.some((choice) => choice.label === label)) {
      yield problemAt(file, item.entry.line, 'unknown-label', 'its answer is none of the choices');
      continue;
    }
    const text = question.trim();
    yield {
      record: {
        kind: 'labelled',
        ...originOf(part, id ?? item.entry.line),
        text,
        question: lastSentence(text),
        choices: choices.map((choice) => ({ ...choice, text: choice.text.trim() })),
        label,
      },
    };
  }
}

/** The sentence that asks, behind the case that it is about. */
function lastSentence(text: string): string {
  const before = Math.max(...['. ', '? ', '! ', '\n'].map((end) => text.lastIndexOf(end)));
  return before < 0 ? text : text.slice(before + 1).trim();
}
