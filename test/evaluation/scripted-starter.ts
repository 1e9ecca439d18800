import type { Handler } from '../fakes/ollama-server.js';
import { replyWith } from '../fakes/ollama-server.js';

/** What the scripted model knows: words and their tags, and how it labels pairs. */
export interface Script {
  readonly tags?: Readonly<Record<string, string>>;
  /** The label of a prompt that asks for one, by its whole text; `none` where absent. */
  readonly label?: (prompt: string) => string;
}

/** Answers `/api/generate` as the starter model would that knows just these words; all else it copies. */
export function scriptedStarter({ tags = {}, label = () => 'none' }: Script): Handler {
  return (request, response) => {
    const prompt = String(request.body['prompt']);
    if (prompt.endsWith('\nLabel:')) {
      return replyWith([`/${label(prompt)}`])(request, response);
    }
    const sentence = prompt.slice(prompt.indexOf('\n') + 1, prompt.lastIndexOf('\nTags:'));
    const pieces = sentence
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => {
        const tag = tags[word];
        return ` ${word}${tag === undefined ? '' : `/${tag}`}`;
      });
    return replyWith(pieces)(request, response);
  };
}
