import * as vscode from 'vscode';
import { exportFormats, type ExportFormat } from '../../../server/src/shared/export.js';

/** What each format is for, as people who use it would say. */
const uses: Readonly<Record<ExportFormat, () => string>> = {
  jsonl: () => vscode.l10n.t('JSON lines, lossless; Hugging Face datasets can read it'),
  brat: () => vscode.l10n.t('brat standoff with its configuration'),
  conll: () => vscode.l10n.t('CoNLL, one token per line with IOB2 tags'),
  'bioc-xml': () => vscode.l10n.t('BioC in XML'),
  'bioc-json': () => vscode.l10n.t('BioC in JSON'),
  pubtator: () => vscode.l10n.t('PubTator'),
  'cas-json': () => vscode.l10n.t('UIMA CAS in JSON, for INCEpTION'),
  'label-studio': () => vscode.l10n.t('Label Studio, as predictions'),
  prodigy: () => vscode.l10n.t('Prodigy'),
  doccano: () => vscode.l10n.t('doccano'),
  'note-nlp': () => vscode.l10n.t('OMOP NOTE_NLP, as CSV'),
  fhir: () => vscode.l10n.t('FHIR R4, a bundle'),
  html: () => vscode.l10n.t('a self-contained page to read or print'),
  csv: () => vscode.l10n.t('tables for a spreadsheet'),
};

/** The format that was given, or the one that the user chooses. */
export async function exportFormat(title: string, given?: unknown): Promise<ExportFormat | undefined> {
  const known = exportFormats.find((each) => each === given);
  if (known) return known;
  const items = exportFormats.map((format) => ({ label: format, description: uses[format](), format }));
  const picked = await vscode.window.showQuickPick(items, {
    title: title,
    matchOnDescription: true,
  });
  return picked?.format;
}
