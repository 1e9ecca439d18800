import { evidenceLabels } from '../corpora/evidence-inference.js';
import { noteSections } from '../corpora/dialogues.js';
import type { WrittenText } from '../corpora/records.js';
import type { InstructionTask } from './row.js';
import {
  abstractAnswerWordings,
  abstractDecisionWordings,
  healthQuestionWordings,
  type Wordings,
} from './wordings.js';

/** How to ask about a labelled text. */
export interface LabelledWordings {
  readonly task: InstructionTask;
  /** What to call the text that a question is about. */
  readonly textName: string;
  readonly wordings: Wordings;
  /** The share of texts to ask about, for corpora with many of the same pattern; 0 to 1. */
  readonly share?: number;
}

const sections = Object.values(noteSections).join(', ');
const findings = evidenceLabels.join(', ');
const questionKinds =
  'information, symptoms, treatment, inheritance, frequency, genetic changes, causes, exams and tests, research, ' +
  'outlook, susceptibility, considerations, prevention, stages, complications, support groups';

const labelled: Readonly<Record<string, LabelledWordings>> = {
  PubMedQA: { task: 'qa', textName: 'Abstract', wordings: abstractDecisionWordings },
  EvidenceInference: {
    task: 'classification',
    textName: 'Passage',
    wordings: [
      `What did the trial find, according to the passage? Choose one of: ${findings}.`,
      `Classify the effect that the question asks about as ${findings}. Rely on the passage alone.`,
      `Read the passage from a trial report and say how the outcome changed (${findings}).`,
    ],
  },
  'MTS-Dialog': {
    task: 'classification',
    textName: 'Conversation',
    wordings: [
      `To which section of a clinical note does this conversation belong? One of: ${sections}.`,
      `Classify the piece of a doctor’s conversation with a patient by the note section that it fills: ${sections}.`,
      `Name the heading under which a note would report what is said here. Headings: ${sections}.`,
    ],
  },
  MedQuAD: {
    task: 'classification',
    textName: 'Question',
    share: 0.25,
    wordings: [
      `What kind of information does the question ask for? One of: ${questionKinds}.`,
      `Sort this health question by its topic: ${questionKinds}.`,
      `Name the question’s type. Types: ${questionKinds}.`,
    ],
  },
};

export function labelledWordings(source: string): LabelledWordings | undefined {
  return labelled[source];
}

/** How to ask for a text, and what is given with it. */
export interface WrittenWordings {
  readonly task: InstructionTask;
  readonly input: string;
  readonly wordings: Wordings;
}

export function writtenWordings({ source, request, given }: WrittenText): WrittenWordings | undefined {
  switch (source) {
    case 'MedQuAD':
      return { task: 'qa', input: request, wordings: healthQuestionWordings };
    case 'PubMedQA':
      return {
        task: 'qa',
        input: `Abstract: ${given}\nQuestion: ${request}`,
        wordings: abstractAnswerWordings,
      };
    case 'MTS-Dialog':
      return {
        task: 'generation',
        input: given,
        wordings: [
          `Write the section “${request}” of the clinical note from this conversation.`,
          `Summarize what doctor and patient say for the note, under the heading ${request}.`,
          `Turn the conversation into the ${request} of a medical record.`,
        ],
      };
    case 'ACI-Bench':
      return {
        task: 'generation',
        input: given,
        wordings: [
          'Write the clinical note of this visit, with its sections.',
          'Make a complete note from the conversation: complaint, history, examination, results, assessment and plan.',
          'Document the encounter as the physician would.',
        ],
      };
    default:
      return undefined;
  }
}
