import { OracleServer, type OracleOptions } from './server.js';
import type { Speed } from './pace.js';

/** What the starter of the process may ask of it. */
export type OracleCommand =
  | {
      readonly do: 'start';
      readonly options: Omit<OracleOptions, 'answers' | 'tokenizer' | 'speed'>;
      readonly speed: SpeedMessage;
    }
  | { readonly do: 'counts' }
  | { readonly do: 'inputs' }
  | { readonly do: 'reset'; readonly speed?: SpeedMessage; readonly forget?: boolean };

/** A speed as JSON can carry it: `null` for an infinite one. */
export interface SpeedMessage {
  readonly prefill: number | null;
  readonly decode: number | null;
}

let oracle: OracleServer | undefined;

async function obey(command: OracleCommand): Promise<unknown> {
  if (command.do === 'start') {
    oracle = await OracleServer.start({ ...command.options, speed: speedOf(command.speed) });
    return oracle.host;
  }
  if (command.do === 'reset') {
    const { speed, forget = true } = command;
    oracle?.reset({ forget, ...(speed && { speed: speedOf(speed) }) });
  }
  return command.do === 'inputs' ? oracle?.inputs : oracle?.counts;
}

function speedOf({ prefill, decode }: SpeedMessage): Speed {
  return { prefill: prefill ?? Infinity, decode: decode ?? Infinity };
}

process.on('message', (command: OracleCommand) => {
  void obey(command).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
