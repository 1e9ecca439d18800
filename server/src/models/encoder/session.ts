import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { EngineFailure } from '../embedded/engine-failure.js';
import type { Row, RowOutputs } from './rows.js';

/** Operators that scale a whole batch alike, so that what a row comes to depends on the rows beside it. */
const scalesBatch = Buffer.from('DynamicQuantize');

/** The most rows at once, and the most tokens, padding included. */
const limits = { rows: 8, tokens: 2048 };

/** What a model has to give: the width of each output, and whether it is one for each token or for each row. */
export interface Expected {
  readonly widths: Readonly<Record<string, number | undefined>>;
  readonly per: 'token' | 'row';
}

/** An ONNX model in memory. */
export class ModelSession {
  /** How many rows, and tokens with their padding, to give at once. */
  readonly limits: { readonly rows: number; readonly tokens: number };

  private constructor(
    private readonly session: InferenceSession,
    private readonly expected: Expected,
    private readonly padding: number,
    isIndependent: boolean,
  ) {
    // The same sentence must get the same answer whatever was asked beside it.
    this.limits = isIndependent ? limits : { ...limits, rows: 1 };
  }

  /**
   * Loads an ONNX file, and tries it on two tokens.
   *
   * @param padding the id of the padding token.
   * @throws EngineFailure `unsupported` for a file that is no model, or has not the inputs and outputs of one like this.
   */
  static async load(
    path: string,
    expected: Expected,
    { padding, threads }: { readonly padding: number; readonly threads: number },
  ): Promise<ModelSession> {
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new EngineFailure('unsupported', error, 'model');
    });
    const session = await InferenceSession.create(path, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 4,
      // A thread that waits leaves its core to the editor.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    }).catch((error: unknown) => {
      throw new EngineFailure('unsupported', error, 'model');
    });
    const loaded = new ModelSession(session, expected, padding, !bytes.includes(scalesBatch));
    if (!['input_ids', 'attention_mask'].every((name) => session.inputNames.includes(name))) {
      throw new EngineFailure('unsupported', undefined, 'inputs');
    }
    if (Object.keys(expected.widths).some((name) => !session.outputNames.includes(name))) {
      throw new EngineFailure('unsupported', undefined, 'outputs');
    }
    await loaded.run([{ ids: [padding, padding] }]);
    return loaded;
  }

  /**
   * Computes rows together, padded to the longest.
   *
   * @throws EngineFailure `unsupported` where the outputs have another shape than is expected.
   */
  async run(rows: readonly Row[]): Promise<RowOutputs[]> {
    const length = Math.max(...rows.map(({ ids }) => ids.length));
    const size = rows.length * length;
    const ids = new BigInt64Array(size).fill(BigInt(this.padding));
    const mask = new BigInt64Array(size);
    const types = new BigInt64Array(size);
    for (const [row, { ids: own, types: ownTypes }] of rows.entries()) {
      for (const [column, id] of own.entries()) {
        const at = row * length + column;
        ids[at] = BigInt(id);
        mask[at] = 1n;
        types[at] = BigInt(ownTypes?.[column] ?? 0);
      }
    }
    const inputs = { input_ids: ids, attention_mask: mask, token_type_ids: types };
    const feeds = Object.fromEntries(
      Object.entries(inputs)
        .filter(([name]) => this.session.inputNames.includes(name))
        .map(([name, data]) => [name, new Tensor('int64', data, [rows.length, length])]),
    );
    const names = Object.keys(this.expected.widths);
    const outputs = await this.session.run(feeds, names).catch((error: unknown) => {
      throw new EngineFailure('unsupported', error, 'inputs');
    });
    const perRow = names.map((name) => [name, this.#rowsOf(outputs[name], name, rows, length)] as const);
    return rows.map((_, row) =>
      Object.fromEntries(perRow.map(([name, values]) => [name, values[row] ?? new Float32Array()])),
    );
  }

  #rowsOf(tensor: Tensor | undefined, name: string, rows: readonly Row[], length: number): Float32Array[] {
    const { per, widths } = this.expected;
    const data = tensor?.data;
    const width = tensor?.dims.at(-1) ?? 0;
    const shape = per === 'token' ? [rows.length, length, width] : [rows.length, width];
    const isRight =
      data instanceof Float32Array &&
      String(tensor?.dims) === String(shape) &&
      (widths[name] === undefined || widths[name] === width);
    if (!isRight) throw new EngineFailure('unsupported', undefined, 'outputs');
    const stride = per === 'token' ? length * width : width;
    return rows.map(({ ids }, row) =>
      data.subarray(row * stride, row * stride + (per === 'token' ? ids.length * width : width)),
    );
  }
}
