import * as vscode from 'vscode';
import {
  AdjudicationRequest,
  ReviewRequest,
  type AdjudicationResult,
  type OpenMatter,
  type ReviewParams,
} from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { disagreementChoices, goOnWith } from '../review/disagreement-choices.js';
import { DisagreementMarker } from '../review/disagreement-marker.js';
import { inContext, matterText, namesText } from '../review/disagreement-text.js';
import { askForChoice } from '../review/review-menu.js';
import { annotatorsOf, chooseAnnotators, type AnnotatorFile } from './annotator-picks.js';
import { asRange } from './reveal.js';

/** The files that were chosen last for a note, until the window is closed. */
const chosenBefore = new Map<string, readonly vscode.Uri[]>();

/**
 * Decides between annotators of a note, disagreement by disagreement, and makes a gold of it beside the note. What was
 * decided before is not asked again.
 *
 * @param given the note's address; absent: the one in front.
 * @param files the annotators' files; absent: they are asked for.
 * @returns what is left; `undefined` if the user has left before it was known.
 */
export async function adjudicate(
  app: App,
  given?: unknown,
  files?: unknown,
): Promise<AdjudicationResult | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  const { uri } = editor.document;
  const annotators = isListOfUris(files)
    ? annotatorsOf(uri, files)
    : await chooseAnnotators(uri, chosenBefore.get(uri.toString()) ?? []);
  if (!annotators) return undefined;
  chosenBefore.set(
    uri.toString(),
    annotators.map((each) => each.uri),
  );
  const talk = new Adjudication(app, editor, annotators);
  try {
    return await talk.run();
  } finally {
    talk.dispose();
  }
}

function isListOfUris(value: unknown): value is vscode.Uri[] {
  return Array.isArray(value) && value.every((each) => each instanceof vscode.Uri);
}

/** One walk through the disagreements of a note. */
class Adjudication implements vscode.Disposable {
  readonly #marker = new DisagreementMarker();
  readonly #uri: string;
  readonly #names: string;
  #acceptsAgreed = true;

  constructor(
    private readonly app: App,
    private readonly editor: vscode.TextEditor,
    private readonly annotators: readonly AnnotatorFile[],
  ) {
    this.#uri = editor.document.uri.toString();
    this.#names = namesText(
      annotators.map(({ name }) => name),
      vscode.l10n,
    );
  }

  dispose(): void {
    this.#marker.dispose();
  }

  async run(): Promise<AdjudicationResult | undefined> {
    let state = await this.#state();
    if (!(await mayGoOnWithout(state.unusable))) return state;
    const begun = await this.#offerAgreed(state);
    if (!begun) return state;
    state = begun;
    let index = 0;
    while (state.open.length > 0) {
      const matter = state.open[index];
      const choice = matter && (await this.#ask(matter, index, state.open.length));
      if (!choice) return state;
      const { action } = choice;
      if (action === 'next' || action === 'previous') {
        const { length } = state.open;
        index = (index + (action === 'next' ? 1 : length - 1)) % length;
        continue;
      }
      // Ranges are of the text as it was; the server takes no decision on a text that is not saved.
      if (state.version === this.editor.document.version) {
        await this.#decide(action === 'undo' ? { action } : decisionOn(matter, action.take));
      }
      state = await this.#state();
      index = goOnWith(state.open, action === 'undo' ? undefined : matter);
      if (state.open.length === 0) state = (await this.#offerAgreed(state)) ?? state;
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'BioNote: no disagreements are left between {0}. Decided: {1}.',
        this.#names,
        state.decided,
      ),
    );
    return state;
  }

  /** Offers to accept what all say alike, unless that was declined; `undefined` if the user leaves. */
  async #offerAgreed(state: AdjudicationResult): Promise<AdjudicationResult | undefined> {
    const { agreed, open } = state;
    if (agreed.length === 0 || !this.#acceptsAgreed) return state;
    const choice = await askForChoice(
      [
        {
          key: 'a',
          label: vscode.l10n.t('Accept all on which they agree: {0}', agreed.length),
          accept: true,
        },
        {
          key: 'n',
          label: vscode.l10n.t('Not now: go to their disagreements, {0}', open.length),
          accept: false,
        },
      ],
      this.#names,
    );
    this.#acceptsAgreed = choice?.accept === true;
    if (!this.#acceptsAgreed) return choice && state;
    await this.#decide({ action: 'adjudicate', taken: agreed, left: [] });
    return this.#state();
  }

  async #ask(
    matter: OpenMatter,
    index: number,
    count: number,
  ): Promise<ReturnType<typeof disagreementChoices>[number] | undefined> {
    this.#marker.show(this.editor, matter);
    const wordsOf = (range: OpenMatter['range']): string => this.editor.document.getText(asRange(range));
    const title = vscode.l10n.t(
      'Disagreement {0} of {1}: {2}',
      index + 1,
      count,
      matterText(matter.kind, vscode.l10n),
    );
    const context = inContext((line) => this.editor.document.lineAt(line).text, matter.range);
    return askForChoice(disagreementChoices(matter, wordsOf, vscode.l10n), title, context);
  }

  #state(): Promise<AdjudicationResult> {
    return this.app.server.request(AdjudicationRequest, {
      uri: this.#uri,
      annotators: this.annotators.map(({ name, uri }) => ({ name, uri: uri.toString() })),
    });
  }

  async #decide(params: Omit<ReviewParams, 'uri'>): Promise<void> {
    await this.app.server.request(ReviewRequest, { uri: this.#uri, ...params });
  }
}

function decisionOn({ options }: OpenMatter, take: readonly number[]): Omit<ReviewParams, 'uri'> {
  const of = (taken: boolean): NonNullable<ReviewParams['taken']> =>
    options.filter((_, index) => take.includes(index) === taken).map(({ said }) => said);
  return { action: 'adjudicate', taken: of(true), left: of(false) };
}

/** Says which lines of the annotators' files cannot be used, and asks whether to go on without them. */
async function mayGoOnWithout(unusable: AdjudicationResult['unusable']): Promise<boolean> {
  if (unusable.length === 0) return true;
  const goOn = vscode.l10n.t('Go On Without Them');
  const lists = unusable.map(({ name, lines }) => {
    const first = lines.slice(0, 10).join(', ');
    return `${plainText(name)}: ${lines.length > 10 ? `${first}, …` : first}`;
  });
  const question = vscode.l10n.t(
    'Lines in the annotators’ files that do not fit this note and cannot be used: {0}',
    lists.join('; '),
  );
  return (await vscode.window.showWarningMessage(question, { modal: true }, goOn)) === goOn;
}
