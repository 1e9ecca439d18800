/** How much of a text is looked at, in UTF-16 code units. */
const lookedAt = 20_000;

/** How many different cues make a note of a text. */
const enough = 3;

/** Headings and turns of phrase that clinical notes have and other texts hardly combine. */
const cues: readonly RegExp[] = [
  /^[ \t#*]*(chief complaint|reason for (visit|admission))\b/im,
  /^[ \t#*]*(history of present illness|hpi)\b/im,
  /^[ \t#*]*(past (medical|surgical) history|pmh)\b/im,
  /^[ \t#*]*(family|social) history\b/im,
  /^[ \t#*]*(review of systems|ros)\b/im,
  /^[ \t#*]*(allergies|(current |discharge |home )?medications)\b/im,
  /^[ \t#*]*(physical exam(ination)?|vital signs|vitals)\b/im,
  /^[ \t#*]*(assessment|impression|hospital course|discharge diagnos[ei]s)\b/im,
  /\b\d+[\s-]*(y\/?o|year[\s-]old)\b/i,
  /\b(the )?(patient|he|she|pt) (denies|presents?|presented|reports|was admitted|is status post)\b/i,
  /\b\d+(\.\d+)? ?(mg|mcg|units?) (po|iv|daily|b\.?i\.?d|t\.?i\.?d|q\.?\d+ ?h|every)\b/i,
  /\b(bp|blood pressure):? (was |of )?\d{2,3}\/\d{2,3}\b/i,
];

/** Whether a text reads like a clinical note, judged by its beginning and by patterns alone. */
export function looksLikeNote(text: string): boolean {
  const beginning = text.slice(0, lookedAt);
  return cues.filter((cue) => cue.test(beginning)).length >= enough;
}
