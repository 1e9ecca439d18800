import * as z from 'zod';
import { itemsFormat, readItems } from '../cited/items.js';
import { evidenceRules, passageLines, passageRules, type ShownPassage } from '../cited/passages.js';
import { evidenceFormat, readQuotes, writtenText } from '../cited/sentence.js';
import type { PromptCall } from '../task.js';

/** Changes whenever the prompt or its reader does. */
const medicationsVersion = '1';

/** Whether a drug is taken, was stopped, or neither is said: the classes of medication status extraction. */
export const medicationStatuses = ['active', 'discontinued', 'neither'] as const;

export type MedicationStatus = (typeof medicationStatuses)[number];

/** What else is said about a drug, in the words of the text; empty if it is not stated. */
export const medicationDetails = ['dose', 'route', 'frequency', 'reason'] as const;

export type MedicationDetail = (typeof medicationDetails)[number];

/** A drug as a model read it: nothing in it is checked yet. */
export interface WrittenMedication extends Readonly<Record<MedicationDetail, string>> {
  readonly drug: string;
  readonly status: MedicationStatus;
  readonly quotes: readonly string[];
}

/** The maximum number of drugs per call. */
export const mostMedications = 24;

/** The most tokens of a reply. */
export const medicationTokens = 1_500;

const longestName = 120;

const instructions = [
  'You list the medications that passages of a clinical text name.',
  passageRules,
  'One entry for each drug and each different statement about it. "drug", "dose", "route", "frequency" and "reason" are ' +
    'copied word for word; "" where the passages do not say.',
  '"status" is "active" if the patient takes the drug or is to take it, "discontinued" if it was stopped or is to be ' +
    'stopped, and "neither" for all else, such as an allergy, a plan that was dropped or a drug that was only discussed.',
  evidenceRules,
  'If the passages name no drug, the list is empty.',
  'Answer with JSON: {"medications": [{"drug": …, "dose": …, "route": …, "frequency": …, "reason": …, "status": …, ' +
    '"evidence": [ … ]}, …]}.',
].join('\n');

const text = { type: 'string', maxLength: longestName };
const properties = {
  drug: text,
  ...Object.fromEntries(medicationDetails.map((name) => [name, text])),
  status: { type: 'string', enum: medicationStatuses },
  evidence: evidenceFormat,
};

/**
 * Asks for the medications of passages, for models that write. The reading's value is `undefined` if the reply cannot
 * be used.
 */
export function medicationsCall(
  passages: readonly ShownPassage[],
): PromptCall<readonly WrittenMedication[] | undefined> {
  const item = { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
  return {
    prompt: {
      task: 'medications',
      dialect: 'json',
      version: medicationsVersion,
      mode: 'chat',
      prefix: instructions,
      input: passageLines(passages),
      format: itemsFormat('medications', item, mostMedications),
      maxTokens: medicationTokens,
    },
    read: (reply) => readItems(reply, 'medications', mostMedications, readMedication),
  };
}

const shape = z.looseObject({ drug: z.string(), status: z.string() });

function readMedication(item: unknown): WrittenMedication | undefined {
  const read = shape.safeParse(item);
  if (!read.success) return undefined;
  const { drug, status, ...rest } = read.data;
  const name = writtenText(drug, longestName);
  const known = medicationStatuses.find((each) => each === status.trim().toLowerCase());
  if (name === '' || known === undefined) return undefined;
  const detail = (key: MedicationDetail): string => {
    const value = rest[key];
    const said = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return nothing.test(said.trim()) ? '' : writtenText(said, longestName);
  };
  return {
    drug: name,
    dose: detail('dose'),
    route: detail('route'),
    frequency: detail('frequency'),
    reason: detail('reason'),
    status: known,
    quotes: readQuotes(rest['evidence']),
  };
}

/** What models write if nothing is stated. */
const nothing = /^(?:|-+|n\/?a|none|null|unknown|unspecified|not (?:stated|specified|given|mentioned))\.?$/i;
