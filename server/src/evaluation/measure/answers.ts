import type { AnnotatedText, ClassifiedText, NoteRecord, WrittenText } from '../../corpora/records.js';
import type { ProblemSummary, RunFacts } from '../report/report.js';
import type {
  CitationTask,
  ClassificationTask,
  CoreferenceTask,
  EntityTask,
  InferenceTask,
  QuestionTask,
  RelationTask,
  WritingTask,
} from '../sets/data-set.js';
import type { ConceptOutcome } from '../tasks/concept-outcome.js';
import type { EntityOutcome } from '../tasks/entity-outcome.js';
import type { InferenceUnit } from '../tasks/inference-outcome.js';
import type { LabelOutcome } from '../tasks/label-outcome.js';
import type { ChainOutcome } from '../tasks/chain-outcome.js';
import type { CitationOutcome, CitationUnit } from '../tasks/citation-outcome.js';
import type { ClassificationOutcome } from '../tasks/classification-outcome.js';
import type { MedicationOutcome } from '../tasks/medication-outcome.js';
import type { QuestionUnit } from '../tasks/question-outcome.js';
import type { RelationUnit } from '../tasks/relation-outcome.js';
import type { WritingOutcome } from '../tasks/writing-outcome.js';

/** Where the answers for one data set come from: a model that is asked, or a file of another system's. */
export interface Answers {
  entities(record: AnnotatedText, task: EntityTask): Promise<EntityOutcome>;
  relation(unit: RelationUnit): Promise<LabelOutcome>;
  concepts(record: AnnotatedText, task: RelationTask): Promise<ConceptOutcome>;
  inference(unit: InferenceUnit, task: InferenceTask): Promise<LabelOutcome>;
  question(unit: QuestionUnit, task: QuestionTask): Promise<LabelOutcome>;
  /** What only a model is asked for. */
  readonly ofNotes?: NoteAnswers;
  /** What it cost; nothing if no model was asked. */
  facts(): RunFacts | undefined;
  /** What was wrong with a file that the answers were read from. */
  problems(): ProblemSummary | undefined;
}

/** What a model writes, links, lists, classifies and cites. */
export interface NoteAnswers {
  writing(record: WrittenText, task: WritingTask): Promise<WritingOutcome>;
  chains(record: AnnotatedText, task: CoreferenceTask): Promise<ChainOutcome>;
  medications(record: NoteRecord): Promise<MedicationOutcome>;
  classification(record: ClassifiedText, task: ClassificationTask): Promise<ClassificationOutcome>;
  citations(unit: CitationUnit, task: CitationTask): Promise<CitationOutcome>;
}
