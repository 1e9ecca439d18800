import { send, startStream, type Handler, type Received } from '../fakes/ollama-server.js';

/** What the oracle knows to be an entity: a span that is shown must be one of these words, of this type. */
export const lexicon: Readonly<Record<string, string>> = {
  'chest pain': 'problem',
  fever: 'problem',
  cough: 'problem',
  rash: 'problem',
  aspirin: 'treatment',
};

/** Where words of the lexicon stand in a text, in order. */
export function wordsIn(text: string): { readonly text: string; readonly type: string }[] {
  return Object.entries(lexicon)
    .flatMap(([word, type]) =>
      Array.from(text.matchAll(new RegExp(`\\b${word}\\b`, 'gi')), ({ index, 0: found }) => ({
        index,
        text: found,
        type,
      })),
    )
    .sort((a, b) => a.index - b.index)
    .map(({ text: found, type }) => ({ text: found, type }));
}

/** Which task a request is for, by the answers that its schema allows. */
export function taskOf({ body }: Received): 'ner' | 'relations' | 'nli' {
  const { properties = {} } = (body['format'] ?? {}) as { properties?: Record<string, unknown> };
  if ('label' in properties || 'certainty' in properties) return 'nli';
  return 'relation' in properties ? 'relations' : 'ner';
}

/** The right answer to a request of the `json` dialect. */
export function rightAnswer(request: Received): string {
  const messages = request.body['messages'] as { readonly content: string }[];
  const question = messages.at(-1)?.content ?? '';
  const isNegated = (label: string): boolean => /\b(?:no|denies)\b/i.test(quoted(question, label));
  switch (taskOf(request)) {
    case 'nli':
      return JSON.stringify({
        label: isNegated('Premise') === isNegated('Hypothesis') ? 'neutral' : 'contradiction',
      });
    case 'relations':
      return JSON.stringify({ relation: 'TrAP' });
    case 'ner':
      return JSON.stringify({ entities: wordsIn(quoted(question, 'Sentence')) });
  }
}

/** Answers `/api/chat` rightly, in two pieces. */
export const rightly: Handler = (request, response) => {
  void saying(rightAnswer(request))(request, response);
};

/** Answers `/api/chat` with these words, whatever was asked. */
export function saying(content: string, last: Record<string, unknown> = {}): Handler {
  return (_, response) => {
    startStream(response);
    const half = Math.ceil(content.length / 2);
    for (const piece of [content.slice(0, half), content.slice(half)]) send(response, chunk(piece));
    send(response, { ...chunk(''), done: true, done_reason: 'stop', prompt_eval_count: 7, ...last });
    response.end();
  };
}

/** One piece of a reply, as `/api/chat` sends it. */
export function chunk(content: string, message: Record<string, unknown> = {}): Record<string, unknown> {
  return { model: 'm', message: { role: 'assistant', content, ...message }, done: false };
}

function quoted(text: string, label: string): string {
  const found = new RegExp(`^${label}: (".*")$`, 'm').exec(text)?.[1] ?? '""';
  return String(JSON.parse(found));
}
