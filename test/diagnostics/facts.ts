import type { ReportFacts } from '../../server/src/diagnostics/facts.js';
import { defaultSettings } from '../../server/src/settings/settings.js';

/** A machine on which all is well: the encoder that comes with BioNote answers, and nothing else is there. */
export const healthy: ReportFacts = {
  machine: { bionote: '1.2.3', node: '20.19.0', platform: 'linux', arch: 'x64', libc: 'glibc 2.36' },
  engines: {
    chosen: {
      engine: 'embedded',
      kind: 'encoder',
      traits: [],
      dialect: 'encoder',
      fallback: 'unreachable',
    },
    encoder: { weights: 'ours', binaries: true, version: { library: '1.23.2' }, probe: 'answered' },
    gguf: { weights: 'ours', binaries: true, version: { library: 'b6123', binding: '3.21.1' } },
    ollama: { place: 'here', failure: 'unreachable' },
  },
  cache: { enabled: true, folder: { writable: true, bytes: 1_500_000 } },
  settings: defaultSettings,
  defaults: defaultSettings,
  wrongSettings: [],
};
