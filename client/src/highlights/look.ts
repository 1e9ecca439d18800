import * as vscode from 'vscode';
import { lineStyles, type AssertionStyle } from './assertion-style.js';
import { typeColor, type Color } from './type-color.js';

/** The editor's decoration for a type, with the colour that its schema gives or the theme's, in a style. */
export function createLook(
  type: string,
  schemaColor: string | undefined,
  style: AssertionStyle,
): vscode.TextEditorDecorationType {
  const { background, border } = typeColor(type, schemaColor);
  const { filled, borderWidth, borderStyle, italic } = lineStyles[style];
  return vscode.window.createTextEditorDecorationType({
    ...(filled && { backgroundColor: asThemed(background) }),
    ...(italic && { fontStyle: 'italic' }),
    borderColor: asThemed(border),
    borderWidth,
    borderStyle,
    borderRadius: '2px',
    overviewRulerColor: asThemed(border),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
    // Text typed at either end of a mention is not part of it.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

/** A second, thicker line under what a person has confirmed; whatever its type and assertion look like. */
export function createConfirmedLook(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    textDecoration: 'underline 3px',
    overviewRulerColor: new vscode.ThemeColor('testing.iconPassed'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

/** A thin line before a sentence that has no usable answer: a hint, quieter than a squiggle. */
export function createFailureLook(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    borderColor: new vscode.ThemeColor('editorHint.foreground'),
    borderStyle: 'solid',
    borderWidth: '0 0 0 2px',
    overviewRulerColor: new vscode.ThemeColor('editorHint.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

/** A colour as the editor takes it. */
export function asThemed(color: Color): vscode.ThemeColor | string {
  return 'themeId' in color ? new vscode.ThemeColor(color.themeId) : color.hex;
}
