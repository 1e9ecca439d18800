import type { MeasuredProfile } from '../tasks/measured.js';
import type { ModelProfile } from '../tasks/profile.js';
import { DelegatingRuntime } from './delegating-runtime.js';
import type { ModelRuntime } from './runtime.js';

/** A runtime whose profile says what was measured of its model, or nothing. */
export class MeasuredRuntime extends DelegatingRuntime {
  readonly #profile: ModelProfile;

  /** @param measured absent: the model is taken as if nobody had measured it. */
  constructor(inner: ModelRuntime, measured: MeasuredProfile | undefined) {
    super(inner);
    const profile = { ...inner.profile };
    delete profile.measured;
    this.#profile = measured === undefined ? profile : { ...profile, measured };
  }

  override get profile(): ModelProfile {
    return this.#profile;
  }
}
