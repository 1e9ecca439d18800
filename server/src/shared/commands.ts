/** Commands that the server itself carries out, through `workspace/executeCommand`. */
export const serverCommands = {
  /** Arguments: uri, key of the contradiction. */
  ignorePair: 'bionote.server.ignorePair',
  /** Arguments: uri, range to show, through `window/showDocument`. */
  show: 'bionote.server.show',
  /** No arguments: looks for the engine and the model again. */
  retry: 'bionote.server.retry',
  /** Arguments: key of a contradiction that is shown again; none: every contradiction that was ignored. */
  showIgnored: 'bionote.server.showIgnored',
  /** Arguments: uri, what was decided on a finding of the note, as in `bionote/review`. */
  decide: 'bionote.server.decide',
} as const;

/** Commands that BioNote's own client carries out; the server links to them if the client says that it can. */
export const clientCommands = {
  /** Arguments: uri, id of the relation. Linked to from hovers. */
  explain: 'bionote.explain',
  chooseModel: 'bionote.chooseModel',
  /** Arguments: name of the model to offer for download. */
  pullModel: 'bionote.pullModel',
  /** Arguments: full name of the setting to open, such as `bionote.ollama.host`. */
  openSetting: 'bionote.openSetting',
  showLog: 'bionote.showLog',
  /** No arguments: asks for the key of an OpenAI-compatible server. */
  setServerKey: 'bionote.setServerKey',
} as const;

/** Those of {@link clientCommands} that only links and buttons lead to: the palette does not list them. */
export const unlistedCommands: readonly string[] = [
  clientCommands.pullModel,
  clientCommands.openSetting,
  clientCommands.showLog,
  'bionote.goTo',
  'bionote.followLink',
];
