import { csvRows } from './csv-rows.js';
import { originOf, problemAt, type CorpusFile, type Part } from './files.js';
import type { CorpusItem } from './records.js';

/** The note sections that MTS-Dialog's summaries belong to, with readable names. */
export const noteSections: Readonly<Record<string, string>> = {
  'FAM/SOCHX': 'family and social history',
  GENHX: 'history of present illness',
  PASTMEDICALHX: 'past medical history',
  CC: 'chief complaint',
  PASTSURGICAL: 'past surgical history',
  ALLERGY: 'allergies',
  ROS: 'review of systems',
  MEDICATIONS: 'medications',
  ASSESSMENT: 'assessment',
  EXAM: 'physical examination',
  DIAGNOSIS: 'diagnosis',
  DISPOSITION: 'disposition',
  PLAN: 'plan',
  EDCOURSE: 'emergency department course',
  IMMUNIZATIONS: 'immunizations',
  IMAGING: 'imaging',
  GYNHX: 'gynecologic history',
  PROCEDURES: 'procedures',
  OTHER_HISTORY: 'other history',
  LABS: 'laboratory results',
};

/**
 * Reads MTS-Dialog (Ben Abacha et al. 2023): excerpts of conversations between doctor and patient, with the
 * note section they belong to (one record, labelled) and what the note says about them (another, as text).
 */
export async function* readMtsDialog(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  for await (const item of csvRows(file, ['ID', 'section_header', 'section_text', 'dialogue'])) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const { row } = item;
    const label = row.cell('section_header').trim();
    const section = noteSections[label];
    const [given, written] = [lines(row.cell('dialogue')), lines(row.cell('section_text'))];
    if (section === undefined) {
      yield problemAt(file, row.line, 'unknown-label', 'a section that is not known');
    } else if (given === '' || written === '') {
      yield problemAt(file, row.line, 'no-text', 'lacks the conversation or the note');
    } else {
      const origin = originOf(part, row.cell('ID'));
      yield { record: { kind: 'written', ...origin, request: section, given, written } };
      yield {
        record: { kind: 'labelled', ...origin, id: `${origin.id}/section`, text: given, label: section },
      };
    }
  }
}

/** Reads ACI-Bench (Yim et al. 2023): the conversation of a whole visit, and its note. */
export async function* readAciBench(file: CorpusFile, part: Part): AsyncGenerator<CorpusItem> {
  for await (const item of csvRows(file, ['encounter_id', 'dialogue', 'note'])) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const { row } = item;
    const [given, written] = [lines(row.cell('dialogue')), lines(row.cell('note'))];
    if (given === '' || written === '') {
      yield problemAt(file, row.line, 'no-text', 'lacks the conversation or the note');
    } else {
      const origin = originOf(part, row.cell('encounter_id'));
      yield { record: { kind: 'written', ...origin, request: 'whole note', given, written } };
    }
  }
}

/** Trims every line. */
function lines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
