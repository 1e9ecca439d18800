import * as z from 'zod';
import { labelOutputs, type EncoderThresholds, type EntityHead } from '../../tasks/question.js';
import { cues } from '../../tasks/nli/cues.js';
import { typesNamed } from './type-names.js';
import type { HeadLayout, JudgeLayout, TaggerLayout } from './layout.js';
import { typeOfLabel } from './tag-scheme.js';

/** Of BERT and its kin. */
const mostPieces = 512;

/** The judge's pieces, as it was trained. */
const mostJudgedPieces = 256;

const probability = z.number().min(0).max(1);
const temperature = z.number().positive().max(100);
const labelNames = z.array(z.string().min(1).max(200)).min(1).max(2_000);

const taggerShape = z.object({
  id2label: z.record(z.string().regex(/^\d+$/), z.string().min(1).max(200)).optional(),
  max_position_embeddings: z.int().min(8).optional(),
  model_type: z.string().optional(),
  bionote: z
    .object({
      heads: z
        .array(
          z.object({
            name: z.string().min(1),
            schema: z.string().optional(),
            offset: z.int().min(0),
            labels: labelNames,
            /** Types of which two entities never touch. */
            apart: z.array(z.string().min(1)).default([]),
          }),
        )
        .min(1)
        .optional(),
      /** From the model's names of types to the schema's. */
      labels: z.record(z.string(), z.string()).optional(),
      thresholds: z.record(z.string(), probability).optional(),
      temperature: z.union([temperature, z.record(z.string(), temperature)]).optional(),
    })
    .prefault({}),
});

const marker = z.tuple([z.int().min(0), z.int().min(0)]);

const judgeShape = z.object({
  bionote: z.object({
    labels: z.partialRecord(z.enum(labelOutputs), labelNames),
    markers: z.object({ head: marker, tail: marker }),
    temperature: z.partialRecord(z.enum(labelOutputs), temperature).prefault({}),
    thresholds: z
      .object({
        relation: z.exactOptional(probability),
        contradiction: z.exactOptional(probability),
        contradictionBy: z.exactOptional(z.partialRecord(z.enum(cues), probability)),
        evidence: z.exactOptional(probability),
        refutation: z.exactOptional(probability),
        relevance: z.exactOptional(probability),
      })
      .prefault({}),
    embeds: z.boolean().default(true),
  }),
});

/** What a tagger's `config.json` comes to. */
export interface ReadTagger {
  readonly layout: TaggerLayout;
  readonly heads: readonly EntityHead[];
}

/**
 * Reads the configuration of a token classifier as Hugging Face writes it, with BioNote's own part where it has one.
 *
 * @param model path of its ONNX file.
 * @param config of `config.json`.
 * @param own of `bionote.json`, which stands in for the key `bionote` of a model that somebody else made.
 * @returns `undefined` if it is none.
 */
export function readTagger(model: string, config: unknown, own?: unknown): ReadTagger | undefined {
  const merged = own === undefined ? config : { ...asRecord(config), bionote: own };
  const read = taggerShape.safeParse(merged);
  if (!read.success) return undefined;
  const { id2label, bionote, model_type: kind } = read.data;
  const heads = bionote.heads ?? plainHead(id2label ?? {});
  if (heads === undefined) return undefined;
  const { temperature: divisor = 1, thresholds = {}, labels: map } = bionote;
  const isTrained = bionote.heads !== undefined;
  const positions = read.data.max_position_embeddings ?? mostPieces;
  // RoBERTa counts its positions from the padding's on.
  const usable = kind?.includes('roberta') ? positions - 2 : positions;
  return {
    layout: {
      model,
      longest: Math.min(usable, mostPieces),
      heads: heads.map(({ name, offset, labels, apart }): HeadLayout => ({
        name,
        offset,
        labels,
        apart,
        temperature: typeof divisor === 'number' ? divisor : (divisor[name] ?? 1),
        thresholds,
      })),
    },
    heads: heads.map(({ name, labels, schema }) => ({
      name,
      ...(schema === undefined ? {} : { schema }),
      labels: typesIn(labels).map((type) => ({
        name: type,
        types: isTrained ? [type] : typesNamed(type, map),
      })),
    })),
  };
}

/** What a `judge.json` comes to. */
export interface ReadJudge {
  readonly layout: JudgeLayout;
  readonly thresholds: EncoderThresholds;
}

/** Reads the configuration of a judge; `undefined` if it is none. */
export function readJudge(model: string, config: unknown): ReadJudge | undefined {
  const read = judgeShape.safeParse(config);
  if (!read.success) return undefined;
  const { labels, markers, temperature: divisors, thresholds, embeds } = read.data.bionote;
  return {
    layout: { model, longest: mostJudgedPieces, labels, markers, temperature: divisors, embeds },
    thresholds,
  };
}

/** All labels of a plain classifier as one head; its ids must count from 0 without a gap. */
function plainHead(
  id2label: Readonly<Record<string, string>>,
): { name: string; schema?: string; offset: number; labels: string[]; apart: string[] }[] | undefined {
  const labels = Array.from({ length: Object.keys(id2label).length }, (_, id) => id2label[String(id)]);
  const known = labels.filter((label) => label !== undefined);
  if (known.length === 0 || known.length < labels.length) return undefined;
  return [{ name: 'entities', offset: 0, labels: known, apart: [] }];
}

function typesIn(labels: readonly string[]): string[] {
  return [...new Set(labels.flatMap((label) => typeOfLabel(label) ?? []))];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
