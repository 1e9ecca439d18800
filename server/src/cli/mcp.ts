import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { answerQuestion } from '../analysis/writing/question.js';
import { jsonText, writeJson } from '../formats/json.js';
import type { Parts } from '../session/parts.js';
import { longestQuestion } from '../tasks/answer/form.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { checkJson } from './check-json.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { describeFailure, UsageError } from './failure.js';
import { readInput, type InputNote } from './input.js';
import { withParts, type CommandContext } from './session.js';
import { SharedFolders } from './shared-folders.js';
import { visibleJson } from './visible.js';
import { answerJson } from './written-json.js';

export interface McpOptions extends EngineOptions {
  readonly allowSharing?: boolean;
}

const file = z.string().max(4_096).describe('Path of a note in a shared folder.');
const longestStatement = 2_000;

/**
 * `bionote mcp`: a Model Context Protocol server over standard input and output that annotates, checks, compares and asks
 * notes of the named folders. Its results hold text of notes and go to whatever model is behind the other program, so it
 * does nothing until that is allowed. Ends with its input.
 *
 * @throws UsageError if sharing is not allowed, or a folder is none; or the signal's reason.
 */
export async function serveMcp(
  names: readonly string[],
  options: McpOptions,
  context: CommandContext,
): Promise<ExitCode> {
  if (options.allowSharing !== true) {
    throw new UsageError(
      l10n.t(
        'Results contain text of your notes. They go to the program that starts this server and to the model behind it, which may run in a cloud. To allow this, add --allow-sharing.',
      ),
    );
  }
  const folders = await SharedFolders.of(names);
  const { terminal, signal, version } = context;
  return withParts(context, settingsFrom(options), clinicalSchema, async (parts) => {
    const { McpServer, StdioServerTransport } = await import('./mcp-sdk.js');
    const server = new McpServer({ name: 'bionote', version });
    const tools = new NoteTools(parts, folders, context);
    server.registerTool(
      'annotate',
      {
        description: 'Entities, relations and contradictions of a clinical or biomedical note, as JSON.',
        inputSchema: z.object({ file }),
      },
      (given) => tools.answer(() => tools.annotate(given.file)),
    );
    server.registerTool(
      'check',
      {
        description: 'Which sentences of a note entail a statement, and which contradict it, as JSON.',
        inputSchema: z.object({ file, statement: z.string().min(1).max(longestStatement) }),
      },
      (given) => tools.answer(() => tools.check(given.file, given.statement)),
    );
    server.registerTool(
      'compare',
      {
        description: 'Statements of the second note that the first contradicts, as JSON.',
        inputSchema: z.object({ first: file, second: file }),
      },
      (given) => tools.answer(() => tools.compare(given.first, given.second)),
    );
    server.registerTool(
      'ask',
      {
        description:
          'Answers a question about a note. The answer has the passages that it rests on, and says whether they support it; what is not "supported" is not to be relied on.',
        inputSchema: z.object({ file, question: z.string().min(1).max(longestQuestion) }),
      },
      (given) => tools.answer(() => tools.ask(given.file, given.question)),
    );
    const ended = new Promise<void>((resolve) => {
      terminal.stdin.once('end', resolve).once('close', resolve);
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
    await server.connect(new StdioServerTransport(terminal.stdin, terminal.stdout));
    await ended;
    await server.close();
    signal.throwIfAborted();
    return exitCode.done;
  });
}

/** What a tool answers with: text, which is JSON or says what went wrong. */
interface ToolAnswer {
  readonly [key: string]: unknown;
  content: { type: 'text'; text: string }[];
  isError?: boolean;
}

/** The tools over the parts that every command uses. */
class NoteTools {
  #count = 0;

  constructor(
    private readonly parts: Parts,
    private readonly folders: SharedFolders,
    private readonly context: CommandContext,
  ) {}

  async answer(work: () => Promise<string>): Promise<ToolAnswer> {
    try {
      return { content: [{ type: 'text', text: await work() }] };
    } catch (error) {
      const { message } = describeFailure(error);
      return { content: [{ type: 'text', text: message }], isError: true };
    }
  }

  annotate(name: string): Promise<string> {
    return this.#withNote(name, async ({ uri }) => {
      const { signal } = this.context;
      const analysis = await this.parts.analysis.analyze(uri, { signal, priority: 'asked' });
      const { engine, model } = this.parts.models.selected ?? {};
      const reader = { ...(engine !== undefined && { engine }), ...(model !== undefined && { model }) };
      return visibleJson(
        writeJson(analysis, { source: name, schema: clinicalSchema.name, ...reader }, 'line'),
      );
    });
  }

  check(name: string, statement: string): Promise<string> {
    return this.#withNote(name, async ({ uri }) =>
      checkJson(await this.parts.analysis.check(uri, statement, this.context.signal), name, statement),
    );
  }

  compare(first: string, second: string): Promise<string> {
    return this.#withNote(first, (one) =>
      this.#withNote(second, async (other) => {
        const outcome = await this.parts.analysis.compare(one.uri, other.uri, this.context.signal);
        return visibleJson(jsonText({ format: 'bionote-comparison', version: 1, ...outcome }, 'line'));
      }),
    );
  }

  ask(name: string, text: string): Promise<string> {
    return this.#withNote(name, async ({ uri }) => {
      const { signal } = this.context;
      const outcome = await answerQuestion(await this.parts.analysis.about(uri, signal), { text }, signal);
      return answerJson(outcome, name, { text });
    });
  }

  /** Opens a note under a name of its own, so that calls that overlap do not close it for each other. */
  async #withNote<T>(name: string, work: (note: InputNote) => Promise<T>): Promise<T> {
    const { terminal, signal } = this.context;
    const note = await readInput(await this.folders.pathOf(name), terminal.stdin, signal);
    const uri = `bionote-mcp:${++this.#count}`;
    this.parts.analysis.open(uri, 1, note.text, true);
    try {
      return await work({ ...note, uri });
    } finally {
      this.parts.analysis.close(uri);
    }
  }
}
