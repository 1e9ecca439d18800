import * as l10n from '@vscode/l10n';
import { agreementOf } from '../evaluation/agreement/agreement.js';
import { disagreementsOf } from '../agreement/disagreements.js';
import { csvText } from '../shared/csv.js';
import { readAnnotators, type Annotator } from './annotator-folders.js';
import type { ComparedPair } from './compared-pair.js';
import { agreementJson, agreementReport, disagreementRows } from './compare-report.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { tellProblems } from './export.js';
import { UsageError } from './failure.js';
import type { CommandContext } from './session.js';
import { wantsColor } from './style.js';
import { print, tell } from './terminal.js';
import { visible } from './visible.js';

export interface CompareOptions {
  readonly format: 'text' | 'json' | 'csv';
  readonly texts?: string;
}

/**
 * `bionote compare`: how far annotators agree, people or models, each with a folder of standoff, and where they do not.
 *
 * @throws UsageError if there are fewer than two folders, or two of them have no note in common.
 */
export async function compareAnnotators(
  folders: readonly string[],
  { format, texts }: CompareOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal } = context;
  if (folders.length < 2) throw new UsageError(l10n.t('Name two or more folders, one for each annotator.'));
  const annotators = await readAnnotators(folders, texts, context);
  let code: ExitCode = exitCode.done;
  const warn = (line: string): void => {
    code = exitCode.partial;
    tell(terminal, line, 'warning');
  };
  for (const { problems } of annotators) {
    for (const { file, problems: found } of problems) tellProblems(file, found, warn);
  }
  const pairs = annotators.flatMap((a, index) =>
    annotators.slice(index + 1).map((b) =>
      pairOf(a, b, (line) => {
        tell(terminal, line);
      }),
    ),
  );
  await print(terminal.stdout, rendered(pairs, format, wantsColor(terminal.stdout, terminal.env)));
  return code;
}

function rendered(pairs: readonly ComparedPair[], format: CompareOptions['format'], color: boolean): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(agreementJson(pairs))}\n`;
    case 'csv':
      return csvText(disagreementRows(pairs));
    case 'text':
      return agreementReport(pairs, color);
  }
}

function pairOf(a: Annotator, b: Annotator, say: (line: string) => void): ComparedPair {
  const notes = [...a.notes].flatMap(([note, first]) => {
    const second = b.notes.get(note);
    return second ? [{ note, a: first, b: second }] : [];
  });
  if (notes.length === 0) {
    throw new UsageError(
      l10n.t('{a} and {b} have no note in common: the .ann files of a note must have the same name.', {
        a: visible(a.name),
        b: visible(b.name),
      }),
    );
  }
  for (const one of [a, b]) {
    const alone = one.notes.size - notes.length;
    if (alone > 0) {
      const names = { a: visible(a.name), b: visible(b.name), one: visible(one.name), count: alone };
      say(l10n.t('{a} and {b}: only in {one}, so not compared: {count}', names));
    }
  }
  return {
    a: a.name,
    b: b.name,
    agreement: agreementOf(notes),
    disagreements: notes.flatMap(({ note, a: first, b: second }) => {
      const found = disagreementsOf(first, second);
      return found.length === 0 ? [] : [{ note, text: first.text, found }];
    }),
  };
}
