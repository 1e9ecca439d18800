import type { Mention } from './ner/entity.js';
import { nerCalls } from './ner/ner.js';
import { nliCall } from './nli/nli.js';
import type { ModelProfile } from './profile.js';
import { relationCall } from './relations/relations.js';
import { clinicalSchema } from './schemas.js';
import { askedBy } from './task.js';

/** The versions of the prompts for entities, relations and inference, as one word. */
export function promptVersions(profile: ModelProfile): string {
  const mention = (type: string, start: number): Mention => ({
    span: { start, end: start + 1 },
    text: 'x',
    type,
    alignment: 'exact',
  });
  const [head, tail] = [mention('treatment', 0), mention('problem', 2)];
  const types = clinicalSchema.relations.filter((type) => type.head === head.type && type.tail === tail.type);
  const calls = [
    ...nerCalls({ text: 'x x' }, clinicalSchema, profile).slice(0, 1),
    relationCall({ text: 'x x' }, head, tail, types, profile),
    nliCall('x', 'x', profile),
  ];
  return calls.map((call) => (call ? askedBy(call).version : '-')).join(' ');
}
