import * as l10n from '@vscode/l10n';
import type { ClassificationOutcome } from '../analysis/writing/classification.js';
import type { DialogueOutcome } from '../analysis/writing/dialogue.js';
import type { MedicationsOutcome } from '../analysis/writing/medications.js';
import type { AskOutcome, PassagesRead } from '../analysis/writing/question.js';
import type { SummaryOutcome } from '../analysis/writing/summary.js';
import type { CheckedSentence, Source, Support } from '../analysis/writing/support.js';
import { notStated } from '../tasks/answer/form.js';
import { positionsIn } from './positions.js';
import { colorsFor } from './style.js';
import { aligned, percent } from './text-report.js';
import { visibleLine } from './visible.js';

/** What was written about a note for people: each sentence with its support, and below it the passages. */
export class WrittenReport {
  readonly #colors: ReturnType<typeof colorsFor>;
  readonly #positionOf: ReturnType<typeof positionsIn>;

  /** @param text the note's. */
  constructor(text: string, color: boolean) {
    this.#colors = colorsFor(color);
    this.#positionOf = positionsIn(text);
  }

  answer(outcome: AskOutcome, question: string): string {
    const { bold } = this.#colors;
    return this.#text([bold(visibleLine(question)), ...this.#answerLines(outcome)], outcome);
  }

  summary(outcome: SummaryOutcome): string {
    const { bold } = this.#colors;
    const groups = outcome.groups.flatMap(({ title, sentences }) => [
      ...(title === undefined ? [] : [bold(visibleLine(title))]),
      ...sentences.flatMap((sentence) => this.#sentence(sentence)),
      '',
    ]);
    return this.#text([...groups, ...failures(outcome.failed)], outcome);
  }

  medications(outcome: MedicationsOutcome): string {
    const statuses = {
      active: l10n.t('active'),
      discontinued: l10n.t('discontinued'),
      neither: l10n.t('neither'),
    };
    const rows = outcome.medications.map((row) => [
      this.#place(row.span.start),
      ...[row.drug, row.dose, row.route, row.frequency, row.reason].map((text) => visibleLine(text, 40)),
      statuses[row.status],
      row.support === undefined ? '' : this.#support(row.support),
    ]);
    const none = rows.length === 0 ? [l10n.t('No medication was found.')] : [];
    const conflicts = outcome.conflicts.map(([first, second]) => {
      const [one, other] = [outcome.medications[first], outcome.medications[second]];
      return this.#colors.yellow(
        l10n.t('{drug} is active and discontinued: {first} and {second}.', {
          drug: visibleLine(one?.drug ?? ''),
          first: this.#place(one?.span.start ?? 0),
          second: this.#place(other?.span.start ?? 0),
        }),
      );
    });
    const left =
      outcome.notInNote > 0
        ? [l10n.t('{count} not named in the note, so left out.', { count: outcome.notInNote })]
        : [];
    return this.#text(
      [...aligned(rows), ...none, ...conflicts, ...left, ...failures(outcome.failed)],
      outcome,
    );
  }

  dialogue(outcome: DialogueOutcome): string {
    const { bold } = this.#colors;
    const sections = outcome.sections.flatMap(({ title, lines }) => [
      bold(title),
      ...lines.flatMap((each) => this.#sentence(each)),
      '',
    ]);
    return this.#text([...sections, ...failures(outcome.failed)], outcome);
  }

  classes(outcome: ClassificationOutcome): string {
    const answers = (applies: boolean | undefined): string =>
      applies === undefined ? l10n.t('no usable answer') : applies ? l10n.t('yes') : l10n.t('no');
    const rows = outcome.labels.map(({ label, applies, probability }) => [
      visibleLine(label),
      applies === true ? this.#colors.green(answers(applies)) : answers(applies),
      percent(probability),
    ]);
    return this.#text(aligned(rows), outcome);
  }

  #answerLines(outcome: AskOutcome): string[] {
    switch (outcome.kind) {
      case 'none':
        return [
          this.#colors.yellow(l10n.t('The model gave no usable answer ({code}).', { code: outcome.failure })),
        ];
      case 'passages':
        return [
          l10n.t('The model writes no answer. The passages nearest in meaning:'),
          ...this.#sources(outcome.passages),
        ];
      case 'answer': {
        const { answer, sentence, probabilities } = outcome;
        const certainty = percent(probabilities?.[answer]);
        const said = answer === notStated ? l10n.t('not stated') : visibleLine(answer);
        return [[said, certainty].join(' ').trim(), ...(sentence ? this.#sentence(sentence) : [])];
      }
    }
  }

  #sentence({ text, support, probability, sources }: CheckedSentence): string[] {
    const how = [this.#support(support), percent(probability)].join(' ').trim();
    return [`${visibleLine(text, 600)}  [${how}]`, ...this.#sources(sources)];
  }

  #sources(sources: readonly Source[]): string[] {
    return aligned(sources.map(({ span, text }) => ['', this.#place(span.start), visibleLine(text)]));
  }

  #place(offset: number): string {
    const { line, column } = this.#positionOf(offset);
    return `${line}:${column}`;
  }

  #support(support: Support): string {
    const { green, red, yellow } = this.#colors;
    switch (support) {
      case 'supported':
        return green(l10n.t('supported'));
      case 'contradicted':
        return red(l10n.t('contradicted by the note'));
      case 'conflicting':
        return yellow(l10n.t('the note says both'));
      case 'unsupported':
        return yellow(l10n.t('not supported by its evidence'));
      case 'without-evidence':
        return yellow(l10n.t('no evidence in the note'));
      case 'unchecked':
        return yellow(l10n.t('not checked'));
    }
  }

  #text(lines: readonly string[], { read, of }: PassagesRead): string {
    const counts = read < of ? [this.#colors.dim(l10n.t('{read} of {of} passages read', { read, of }))] : [];
    return `${[...lines, ...counts].join('\n').trimEnd()}\n`;
  }
}

function failures(count: number): string[] {
  return count === 0 ? [] : [l10n.t('Pieces of the note without a usable answer: {count}.', { count })];
}
