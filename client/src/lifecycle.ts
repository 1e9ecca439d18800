/** What has become of a server's process. `stopped` is followed by another start, `failed` by none. */
export type ServerState = 'starting' | 'running' | 'stopped' | 'failed';

/** The part of a language client that its lifecycle needs. */
export interface Startable {
  /** Resolves when the server takes requests. */
  start(): Promise<void>;
  /** Stops the server. May reject: the library refuses to stop a server that is not running, or is slow to end. */
  dispose(): Promise<void>;
}

export interface LifecycleParts<Client extends Startable> {
  /** Makes a client that is not started yet, and says what becomes of its server. */
  create(onState: (state: ServerState) => void): Promise<Client>;
  /** The state of the current server has changed. */
  changed(state: ServerState): void;
  /** A client could not be started or stopped. */
  failed(what: 'start' | 'stop', error: unknown): void;
}

interface Launch<Client> {
  readonly ready: Promise<Client>;
  /** Absent until it is made. */
  client?: Client;
}

/**
 * Starts one client at a time and forgets those that died. A client that will not stop never keeps the next one from
 * starting: it is given up, and what it says from then on is ignored.
 */
export class Lifecycle<Client extends Startable> {
  #current: Launch<Client> | undefined;
  #disposed = false;

  constructor(private readonly parts: LifecycleParts<Client>) {}

  /** The client that runs or is being started. */
  get current(): Promise<Client> | undefined {
    return this.#current?.ready;
  }

  /** Starts the server unless it runs; rejects if it does not come up. */
  start(): Promise<Client> {
    if (this.#disposed) return Promise.reject(new Error('disposed'));
    this.#current ??= this.#launch();
    return this.#current.ready;
  }

  /** Stops the server, in whatever state it is, and starts another. */
  restart(): Promise<Client> {
    const before = this.#current;
    if (!this.#disposed) this.#current = this.#launch(this.#end(before));
    this.parts.changed('starting');
    return this.start();
  }

  /** Stops the server for good; never rejects. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const before = this.#current;
    this.#current = undefined;
    await this.#end(before);
  }

  #launch(after = Promise.resolve()): Launch<Client> {
    const launch: Launch<Client> = { ready: after.then(() => this.#run(launch)) };
    return launch;
  }

  async #run(launch: Launch<Client>): Promise<Client> {
    try {
      if (this.#current === launch) {
        launch.client = await this.parts.create((state) => {
          this.#changed(launch, state);
        });
      }
      if (this.#current === launch && launch.client) {
        await launch.client.start();
        return launch.client;
      }
    } catch (error) {
      if (this.#current === launch || !this.#current) {
        this.parts.failed('start', error);
        this.#changed(launch, 'failed');
        throw error;
      }
    }
    // A restart came in between: whoever waits for this client gets the next one.
    return this.start();
  }

  #changed(launch: Launch<Client>, state: ServerState): void {
    if (this.#current !== launch) return;
    if (state === 'failed') {
      this.#current = undefined;
      void this.#end(launch);
    }
    this.parts.changed(state);
  }

  async #end(launch: Launch<Client> | undefined): Promise<void> {
    try {
      await launch?.client?.dispose();
    } catch (error) {
      this.parts.failed('stop', error);
    }
  }
}
