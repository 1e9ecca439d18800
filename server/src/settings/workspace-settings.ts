import type { Connection } from 'vscode-languageserver';
import { settingsSection, type Settings } from '../shared/protocol.js';
import { readSettings, type ReadSettings } from './settings.js';

/** The settings in effect, for the server as a whole and for each document. */
export class WorkspaceSettings {
  #all: ReadSettings;
  #loads = 0;
  readonly #byDocument = new Map<string, Promise<Settings>>();

  /**
   * @param configuration asks the client; absent if the client answers no such request.
   * @param initial the settings from the initialization, for a client that answers no requests.
   */
  constructor(
    private readonly configuration: Pick<Connection['workspace'], 'getConfiguration'> | undefined,
    initial: unknown,
  ) {
    this.#all = readSettings(initial);
  }

  /** The latest settings, with their problems. */
  get all(): ReadSettings {
    return this.#all;
  }

  /**
   * Reads the settings again.
   *
   * @param pushed the settings that a client that answers no requests has pushed.
   * @returns whether this was the newest call. The result of an older one is dropped.
   */
  async load(pushed?: unknown): Promise<boolean> {
    const load = ++this.#loads;
    this.#byDocument.clear();
    if (this.configuration) {
      const value: unknown = await this.configuration.getConfiguration(settingsSection);
      if (load !== this.#loads) return false;
      this.#all = readSettings(value);
    } else if (typeof pushed === 'object' && pushed !== null && settingsSection in pushed) {
      this.#all = readSettings(pushed[settingsSection]);
    }
    return true;
  }

  /** The settings for one document: languages, severity and when to analyze can differ by folder. */
  async forDocument(uri: string): Promise<Settings> {
    if (!this.configuration) return this.#all.settings;
    const known = this.#byDocument.get(uri);
    if (known) return known;
    const { configuration } = this;
    const asked = (async () => {
      const value: unknown = await configuration.getConfiguration({
        scopeUri: uri,
        section: settingsSection,
      });
      return readSettings(value).settings;
    })().catch(() => this.#all.settings);
    this.#byDocument.set(uri, asked);
    return asked;
  }

  /** Forgets a document that was closed. */
  forget(uri: string): void {
    this.#byDocument.delete(uri);
  }
}
