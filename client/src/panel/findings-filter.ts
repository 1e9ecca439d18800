import * as vscode from 'vscode';
import { readFilter, type FindingsFilter } from './filter.js';

const memoryKey = 'findingsFilter';

/** The filter of the panel, the graph and the lines after a line; remembered for the workspace. */
export class Filter implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #now: FindingsFilter;

  constructor(private readonly memory: vscode.Memento) {
    this.#now = readFilter(memory.get(memoryKey));
  }

  get now(): FindingsFilter {
    return this.#now;
  }

  async set(filter: FindingsFilter): Promise<void> {
    this.#now = filter;
    this.#changed.fire();
    await this.memory.update(memoryKey, filter);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
