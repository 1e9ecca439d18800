import * as vscode from 'vscode';
import { clientCommands } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { adjudicate } from './adjudicate.js';
import { analyzeNote, analyzeSelection } from './analyze.js';
import { askFolder } from './ask-folder.js';
import { askNote } from './ask.js';
import { checkStatement } from './check.js';
import { copyCheck, removeCheck, repeatCheck, saveCheck } from './checks.js';
import { chooseModel } from './choose-model.js';
import { chooseSchema } from './choose-schema.js';
import { classifyNote } from './classify.js';
import { clearCache, clearNote } from './clear.js';
import { compareNotes } from './compare.js';
import { decideFindings } from './decide-findings.js';
import { showDiagnostics } from './diagnostics.js';
import { explain } from './explain.js';
import { exportFolder } from './export-folder.js';
import { exportNote } from './export.js';
import { filterFindings } from './filter-findings.js';
import { findOllama } from './find-ollama.js';
import { goToEntity } from './go-to-entity.js';
import { goToPlace } from './go-to.js';
import { importAnnotations } from './import.js';
import type { Place } from '../panel/rows.js';
import { listMedications } from './medications.js';
import { measureModel } from './measure-model.js';
import { noteFromDialogue } from './note-from-dialogue.js';
import { pullModel } from './pull-model.js';
import { restart } from './restart.js';
import { analyzeFolder, saveFolderTable, showStatistics } from './folder.js';
import { showGraph } from './graph.js';
import { toggleLineRelations } from './line-relations.js';
import { review } from './review.js';
import { openSample } from './sample.js';
import { setServerKey } from './set-server-key.js';
import { showIgnored } from './show-ignored.js';
import { summarizeNote } from './summarize.js';
import { switchOff } from './switch-off.js';

type CommandHandler = (app: App, ...args: unknown[]) => unknown;

/** Every command by its id; `package.json` describes them. */
const commands: Readonly<Record<string, CommandHandler>> = {
  'bionote.analyzeNote': analyzeNote,
  'bionote.analyzeSelection': analyzeSelection,
  'bionote.checkStatement': checkStatement,
  'bionote.compareNotes': compareNotes,
  'bionote.ask': askNote,
  'bionote.askFolder': askFolder,
  'bionote.summarize': summarizeNote,
  'bionote.listMedications': listMedications,
  'bionote.noteFromDialogue': noteFromDialogue,
  'bionote.classify': classifyNote,
  'bionote.followLink': ({ pages }, name, index) => pages.follow(name, index),
  'bionote.chooseSchema': chooseSchema,
  'bionote.switchOff': switchOff,
  'bionote.review': review,
  'bionote.adjudicate': adjudicate,
  'bionote.nextEntity': (app) => goToEntity(app, 1),
  'bionote.previousEntity': (app) => goToEntity(app, -1),
  'bionote.clear': clearNote,
  'bionote.clearCache': clearCache,
  'bionote.showIgnored': showIgnored,
  'bionote.openSample': openSample,
  'bionote.findOllama': findOllama,
  'bionote.measureModel': measureModel,
  'bionote.showDiagnostics': showDiagnostics,
  'bionote.restart': restart,
  'bionote.export': exportNote,
  'bionote.exportFolder': exportFolder,
  'bionote.import': importAnnotations,
  'bionote.analyzeFolder': analyzeFolder,
  'bionote.showStatistics': showStatistics,
  'bionote.saveFolderTable': saveFolderTable,
  'bionote.showGraph': showGraph,
  'bionote.toggleLineRelations': toggleLineRelations,
  'bionote.filterFindings': filterFindings,
  'bionote.acceptFindings': (app, row) => decideFindings(app, 'accept', row),
  'bionote.rejectFindings': (app, row) => decideFindings(app, 'reject', row),
  'bionote.copyCheck': copyCheck,
  'bionote.saveCheck': saveCheck,
  'bionote.repeatCheck': repeatCheck,
  'bionote.removeCheck': removeCheck,
  'bionote.goTo': (_, place) => goToPlace(place as Place),
  [clientCommands.explain]: explain,
  [clientCommands.chooseModel]: chooseModel,
  [clientCommands.pullModel]: pullModel,
  [clientCommands.setServerKey]: setServerKey,
  [clientCommands.showLog]: ({ log }) => {
    log.show();
  },
  [clientCommands.openSetting]: (_, key) =>
    vscode.commands.executeCommand('workbench.action.openSettings', `@id:${String(key)}`),
};

/** Carries out a command. What it throws becomes a notification, unless it was cancelled. */
export async function runCommand(app: App, id: string, args: readonly unknown[]): Promise<unknown> {
  try {
    return await commands[id]?.(app, ...args);
  } catch (error) {
    void app.failures.report(error);
    return undefined;
  }
}
