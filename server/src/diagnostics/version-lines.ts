import * as l10n from '@vscode/l10n';
import type { EditorFacts, MachineFacts } from './facts.js';
import type { ReportLine } from './report-line.js';

/** What runs, and on what. */
export function versionLines({ bionote, node, electron, platform, arch, libc }: MachineFacts): ReportLine[] {
  const line = (name: string, label: string, value: string): ReportLine => ({
    topic: 'versions',
    name,
    state: 'ok',
    label,
    value,
  });
  const parts = [`${platform} ${arch}`, ...(libc === undefined ? [] : [libc])];
  return [
    line('bionote', 'BioNote', bionote ?? l10n.t('unknown')),
    line('node', 'Node', electron === undefined ? node : `${node} (Electron ${electron})`),
    line('platform', l10n.t('Platform'), parts.join(', ')),
  ];
}

/** What the editor said of itself: words of a client, so only what looks like a name or a version is repeated. */
export function editorLines(editor: EditorFacts | undefined): ReportLine[] {
  if (!editor) return [];
  const line = (name: string, label: string, value: string): ReportLine => ({
    topic: 'editor',
    name,
    state: 'ok',
    label,
    value,
  });
  const { name, version, extension, kind, remote } = editor;
  return [
    line('editor', l10n.t('Editor'), [name, version].map(plain).join(' ')),
    line('extension', l10n.t('Extension'), plain(extension)),
    line('kind', l10n.t('Kind'), plain(kind)),
    // What follows the kind, as in "ssh-remote+host", names a machine.
    line(
      'remote',
      l10n.t('Remote'),
      remote === undefined ? l10n.t('none') : plain(remote.split('+')[0] ?? ''),
    ),
  ];
}

function plain(text: string): string {
  return /^[A-Za-z0-9][\w .-]{0,59}$/.test(text) ? text : l10n.t('unknown');
}
