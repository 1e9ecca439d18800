import type { AnnotatedText } from '../../corpora/records.js';
import type { ProblemSummary, RunFacts } from '../report/report.js';
import type { EntityTask, RelationTask, InferenceTask } from '../sets/data-set.js';
import type { ConceptOutcome } from '../tasks/concept-outcome.js';
import type { EntityOutcome } from '../tasks/entity-outcome.js';
import type { InferenceUnit } from '../tasks/inference-outcome.js';
import type { LabelOutcome } from '../tasks/label-outcome.js';
import type { RelationUnit } from '../tasks/relation-outcome.js';

/** Where the answers for one data set come from: a model that is asked, or a file of another system's. */
export interface Answers {
  entities(record: AnnotatedText, task: EntityTask): Promise<EntityOutcome>;
  relation(unit: RelationUnit): Promise<LabelOutcome>;
  concepts(record: AnnotatedText, task: RelationTask): Promise<ConceptOutcome>;
  inference(unit: InferenceUnit, task: InferenceTask): Promise<LabelOutcome>;
  /** What it cost; nothing if no model was asked. */
  facts(): RunFacts | undefined;
  /** What was wrong with a file that the answers were read from. */
  problems(): ProblemSummary | undefined;
}
