import type { Composition, Lengths } from './stats.js';

/** A composition as Markdown, with the tables that correspond to the papers' figures. */
export function compositionReport(composition: Composition): string {
  const { rows, byTask, bySplit, byLicence, verbs, instructions, lengths, labels } = composition;
  const all = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((sum, each) => sum + each, 0);
  const share = (count: number): string => `${((100 * count) / Math.max(1, rows)).toFixed(1)} %`;
  const list = (counts: Readonly<Record<string, number>>, most = Infinity): string =>
    Object.entries(counts)
      .slice(0, most)
      .map(([name, count]) => `${oneLine(name)} ${number(count)}`)
      .join(', ');
  return [
    `${number(rows)} rows; ${list(bySplit)}. ${number(instructions)} different instructions.`,
    '## Rows by task and source',
    table(
      ['task', 'rows', 'share', 'sources'],
      Object.entries(byTask).map(([task, sources]) => [
        task,
        number(all(sources)),
        share(all(sources)),
        list(sources),
      ]),
    ),
    '## Licences',
    table(
      ['licence', 'rows', 'share'],
      Object.entries(byLicence).map(([licence, count]) => [licence, number(count), share(count)]),
    ),
    '## Instruction verbs and their objects',
    table(
      ['verb', 'rows', 'objects'],
      Object.entries(verbs)
        .slice(0, 20)
        .map(([verb, objects]) => [verb, number(all(objects)), list(objects, 6)]),
    ),
    '## Lengths in words',
    table(
      ['task', 'input: mean', 'median', '95 %', 'longest', 'output: mean', 'median', '95 %', 'longest'],
      Object.entries(lengths).map(([task, { input, output }]) => [task, ...cells(input), ...cells(output)]),
    ),
    '## Label balance',
    table(
      ['task and source', 'labels'],
      Object.entries(labels).map(([name, counts]) => [name, list(counts, 12)]),
    ),
    '',
  ].join('\n\n');
}

function cells({ mean, median, p95, longest }: Lengths): string[] {
  return [mean.toFixed(0), `${median}`, `${p95}`, number(longest)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').slice(0, 60);
}
