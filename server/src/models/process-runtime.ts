import type { ModelProfile } from '../tasks/profile.js';
import type { Supervisor } from './embedded/supervisor.js';
import { OpenCalls } from './open-calls.js';
import type { DeviceShare, ModelInfo } from './runtime.js';
import { switched } from './switched.js';

/** A model that runs on this machine's processor in a process of its own, which starts with the first call. */
export abstract class ProcessRuntime {
  protected readonly calls = new OpenCalls();

  constructor(
    readonly model: ModelInfo,
    readonly profile: ModelProfile,
    protected readonly supervisor: Supervisor,
  ) {}

  /** Process that runs the model now; `undefined` while it is not loaded. */
  get pid(): number | undefined {
    return this.supervisor.pid;
  }

  device(): Promise<DeviceShare> {
    return Promise.resolve({ gpuShare: 0 });
  }

  dispose(): Promise<void> {
    this.calls.endAll(switched());
    this.supervisor.stop();
    return Promise.resolve();
  }
}
