import { TextDecoder } from 'node:util';
import sax from 'sax';
import { bytesOf, problemAt, type CorpusFile } from './files.js';
import type { CorpusProblem } from './records.js';

/** An element with its content. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
  /** Line on which it starts, from 1. */
  readonly line: number;
}

/** An item of the stream: an element, or a problem. */
export type XmlItem = { readonly element: XmlElement } | { readonly problem: CorpusProblem };

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  line: number;
  broken: boolean;
}

/**
 * Streams the elements of an XML file that have one of `names`. An element nested in another of them is only
 * part of the outer one. Text is UTF-8, or Latin-1 if the file declares it. An element that is not well-formed
 * is reported and skipped, and reading continues after it.
 */
export async function* xmlElements(file: CorpusFile, names: readonly string[]): AsyncGenerator<XmlItem> {
  const items: XmlItem[] = [];
  const parse = elementParser(file, names, (item) => items.push(item));
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of bytesOf(file)) {
      decoder ??= decoderFor(chunk);
      parse.write(decoder.decode(chunk, { stream: true }));
      yield* items.splice(0);
    }
    parse.write(decoder?.decode() ?? '');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    yield problem(file, parse.line(), 'encoding', 'is not in the encoding that it names');
    return;
  }
  parse.end();
  yield* items;
}

/** The elements of a text in memory, found in the same way. */
export function xmlElementsOf(text: string, file: CorpusFile, names: readonly string[]): XmlItem[] {
  const items: XmlItem[] = [];
  const parse = elementParser(file, names, (item) => items.push(item));
  parse.write(text);
  parse.end();
  return items;
}

interface ElementParser {
  write(text: string): void;
  end(): void;
  line(): number;
}

function elementParser(
  file: CorpusFile,
  names: readonly string[],
  give: (item: XmlItem) => void,
): ElementParser {
  const parser = sax.parser(true, { position: true });
  const stack: Open[] = [];
  const lineNow = (): number => parser.line + 1;
  let ended = false;
  parser.onopentag = ({ name, attributes }) => {
    if (stack.length === 0 && !names.includes(name)) return;
    const plain = Object.entries(attributes).map(([key, value]) => [key, String(value)] as const);
    stack.push({
      name,
      attributes: Object.fromEntries(plain),
      children: [],
      text: '',
      line: lineNow(),
      broken: false,
    });
  };
  const addText = (text: string): void => {
    const open = stack.at(-1);
    if (open !== undefined) open.text += text;
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = (name) => {
    const closed = stack.at(-1);
    if (closed?.name !== name) return;
    stack.pop();
    const { broken, ...element } = closed;
    const above = stack.at(-1);
    if (above !== undefined) {
      above.broken ||= broken;
      above.children.push(element);
    } else if (!broken) {
      give({ element });
    }
  };
  parser.onerror = () => {
    const [outermost] = stack;
    const isEnd = ended;
    parser.error = null as unknown as Error;
    if (isEnd || outermost?.broken !== true) {
      give(
        isEnd
          ? problem(file, lineNow(), 'truncated', 'the file ends within an element')
          : problem(file, lineNow(), 'not-well-formed', 'is not well-formed XML'),
      );
    }
    for (const open of stack) open.broken = true;
  };
  return {
    write: (text) => void parser.write(text),
    end: () => {
      ended = true;
      parser.close();
    },
    line: lineNow,
  };
}

function decoderFor(start: Buffer): TextDecoder {
  const [, named] = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(start.toString('latin1', 0, 200)) ?? [];
  return new TextDecoder(/^(?:iso-8859-1|latin-?1|windows-1252)$/i.test(named ?? '') ? 'latin1' : 'utf-8', {
    fatal: true,
  });
}

function problem(file: CorpusFile, line: number, code: string, message: string): XmlItem {
  return problemAt(file, line, code, message) as { problem: CorpusProblem };
}

/** The first child with that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** All children with that name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
