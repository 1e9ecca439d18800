import * as vscode from 'vscode';
import { lineStyles } from '../highlights/assertion-style.js';
import { typeColor } from '../highlights/type-color.js';
import { swatch } from './swatch.js';

/** The icon of an entity type in a list, in the colour of its highlights. */
export function typeIcon(type: string, schemaColor: string | undefined): vscode.ThemeIcon | vscode.Uri {
  const { border } = typeColor(type, schemaColor);
  return 'themeId' in border
    ? new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor(border.themeId))
    : picture(swatch(border.hex, lineStyles.asserted));
}

/** An SVG picture as an icon. */
export function picture(svg: string): vscode.Uri {
  return vscode.Uri.from({ scheme: 'data', path: `image/svg+xml;utf8,${encodeURIComponent(svg)}` });
}
