/** Lines that a transcription service puts around a report, such as "Dictated by: …", "DD: 01/02/2020" or "T: …". */
const transcription =
  /^(?:dictated|transcribed|electronically signed|signed|authenticated|edited|reviewed) (?:by|on|but not read)\b|^(?:dd|dt|td|tt|d|t)\s?:\s*\d{1,4}[/-]\d|^(?:job|document) (?:id|number)\s?:|^cc\s?:/iu;

/** What a page that a note was copied from leaves behind. A tag behind words leaves them a statement. */
const webRemains =
  /\badsbygoogle\b|\bwindow\.\w|\bfunction\s?\(|^<\/?(?:a|br|div|iframe|img|ins|p|script|span)\b[^<>]{0,200}>|^https?:\/\/\S+$/iu;

/** A name with a degree and nothing else: "Jane Roe, M.D." */
const signature =
  /^(?:Dr\.? )?(?:\p{Lu}[\p{L}'.-]{0,30} ){1,3}\p{Lu}[\p{L}'-]{0,30},? (?:M\.?D\.?|D\.?O\.?|Ph\.?D\.?|R\.?N\.?|NP|PA-C|MBBS|FRCS)$/u;

const plan =
  /^(?:(?:the )?(?:patient|he|she|they|we|i) )?(?:will|shall)\b|^(?:the )?plans?(?: is)? to\b|^please\b/iu;

const condition = /^(?:if|unless|in case|should (?:he|she|they|the patient))\b/iu;

/**
 * Whether a sentence is not part of the report: a heading, a transcriber's line, a signature, or remains of a web
 * page.
 */
export function isFurniture(sentence: string): boolean {
  const text = sentence.trim();
  return (
    text.endsWith(':') ||
    transcription.test(text) ||
    webRemains.test(text) ||
    (text.length <= 120 && signature.test(text))
  );
}

/** Whether a sentence states a fact, present or past. A plan or a condition does not, and contradicts nothing. */
export function isStated(sentence: string): boolean {
  const text = sentence.trim();
  return !isFurniture(text) && !plan.test(text) && !condition.test(text);
}
