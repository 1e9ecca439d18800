import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { clientCommands, settingsSection, unlistedCommands } from '../../server/src/shared/protocol.js';
import { tokenLegend, tokenTypes } from '../../server/src/features/semantic-tokens.js';
import { defaultSettings } from '../../server/src/settings/settings.js';
import { biomedicalSchema, clinicalSchema } from '../../server/src/tasks/schemas.js';
import { typeColor } from '../../client/src/highlights/type-color.js';

interface Setting {
  readonly default: unknown;
  readonly scope: string;
}

interface Manifest {
  readonly icon: string;
  readonly activationEvents: string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: { command: string; title: string; enablement?: string }[];
    readonly keybindings: { command: string; key: string; when?: string }[];
    readonly menus: Record<string, { command?: string }[]>;
    readonly configuration: { properties: Record<string, Setting> }[];
    readonly colors: { id: string; defaults: Record<string, string> }[];
    readonly configurationDefaults: Record<string, Record<string, unknown>>;
    readonly semanticTokenTypes: { id: string; superType: string }[];
    readonly semanticTokenScopes: { scopes: Record<string, string[]> }[];
    readonly semanticTokenModifiers: { id: string }[];
    readonly languages: { icon?: Record<string, string>; configuration?: string }[];
    readonly walkthroughs: { steps: { media: { svg: string }; completionEvents: string[] }[] }[];
  };
}

const root = new URL('../../', import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, root), 'utf8');

describe('package.json', () => {
  let text: string;
  let manifest: Manifest;
  let settings: Map<string, Setting>;

  before(async () => {
    text = await read('package.json');
    manifest = JSON.parse(text) as Manifest;
    settings = new Map(
      manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties)),
    );
  });

  it('names exactly the texts of package.nls.json', async () => {
    const texts = JSON.parse(await read('package.nls.json')) as Record<string, string>;
    const named = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(named)].sort(), Object.keys(texts).sort());
  });

  it('says in the setting of the languages which of them start it', async () => {
    const texts = JSON.parse(await read('package.nls.json')) as Record<string, string>;
    const [, started = ''] =
      /BioNote starts with the first ([^;]+) file in a window/.exec(texts['setting.languages'] ?? '') ?? [];
    const named = [...started.matchAll(/`([^`]+)`/g)].map(([, language]) => `onLanguage:${language}`);
    assert.deepEqual(named.sort(), [...manifest.activationEvents].sort());
  });

  it('says which kinds of documents are analyzed in a virtual workspace', async () => {
    const texts = JSON.parse(await read('package.nls.json')) as Record<string, string>;
    const selector = await read('client/src/note-selector.ts');
    const [, schemes = ''] = /const schemes = \[([^\]]+)\]/.exec(selector) ?? [];
    assert.equal(schemes, "'file', 'untitled', 'vscode-vfs'");
    assert.match(texts['capabilities.virtual'] ?? '', /on disk, untitled, .*`vscode-vfs`/);
  });

  it('has every setting of the protocol, with the default that the server takes', () => {
    const defaults = new Map<string, unknown>();
    for (const [key, value] of Object.entries(defaultSettings)) {
      const group = typeof value === 'object' && !Array.isArray(value) && key !== 'customSchemas';
      const entries: [string, unknown][] = group
        ? Object.entries(value as object).map(([inner, each]) => [`${key}.${inner}`, each])
        : [[key, value]];
      for (const [name, each] of entries) defaults.set(`${settingsSection}.${name}`, each);
    }
    // Without a value, the threshold that was measured for the model counts.
    defaults.set('bionote.contradictions.threshold', null);
    const contributed = [...settings].map(([key, { default: value }]) => [key, value] as const);
    assert.deepEqual(new Map([...contributed].sort()), new Map([...defaults].sort()));
  });

  it('lets no workspace say where notes go, or what of them is kept', () => {
    for (const key of [
      'ollama.host',
      'ollama.allowRemoteHost',
      'ollama.allowCloudModels',
      'embedded.modelPath',
      'cache.enabled',
      'languageModelTools.enabled',
    ]) {
      assert.equal(settings.get(`bionote.${key}`)?.scope, 'machine', key);
    }
    for (const key of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) {
      assert.ok(settings.has(key), key);
    }
  });

  it('lets no workspace that is not trusted choose the model, how it is called, or what it is asked', () => {
    const restricted = new Set(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations);
    // How entities and contradictions look sends nothing, asks nothing and keeps nothing.
    const harmless = ['bionote.contradictions.severity', 'bionote.highlight'];
    assert.deepEqual([...settings.keys()].filter((key) => !restricted.has(key)).sort(), harmless);
  });

  it('offers commands only where they can do something', () => {
    const { commands, keybindings } = manifest.contributes;
    const enablement = new Map(commands.map((each) => [each.command, each.enablement]));
    for (const name of ['nextEntity', 'previousEntity', 'clear']) {
      assert.equal(enablement.get(`bionote.${name}`), 'bionote.activeHere', name);
    }
    assert.equal(enablement.get('bionote.explain'), 'bionote.activeHere && !bionote.cannotExplain');
    for (const name of ['clearCache', 'showIgnored']) {
      assert.equal(enablement.get(`bionote.${name}`), 'bionote.started', name);
    }
    assert.match(enablement.get('bionote.compareNotes') ?? '', /resourceLangId == clinical-note/);
    // A key of a view is for where that has the focus; its menus need none.
    const ofViews = new Set(['bionote.acceptFindings', 'bionote.rejectFindings']);
    for (const { command, when } of keybindings) {
      const expected = ofViews.has(command) ? 'focusedView == bionote.findings' : enablement.get(command);
      assert.equal(when, expected, command);
    }
  });

  it('enables commands by context keys that are kept', async () => {
    const sources = await Promise.all(
      ['client/src/server.ts', 'client/src/status/status.ts', 'client/src/text-hint.ts'].map(read),
    );
    const kept = new Set(sources.flatMap((source) => source.match(/(?<=')bionote\.\w+(?=')/g) ?? []));
    const clauses = manifest.contributes.commands.map(({ enablement = '' }) => enablement);
    for (const [key] of clauses.flatMap((clause) => [...clause.matchAll(/bionote\.\w+/g)])) {
      assert.ok(kept.has(key), key);
    }
  });

  it('describes every command that is carried out, and no other', async () => {
    const registered = await read('client/src/commands/run.ts');
    const carriedOut = new Set([
      ...[...registered.matchAll(/'(bionote\.\w+)'/g)].map(([, id]) => id),
      ...Object.values(clientCommands),
    ]);
    const described = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual([...described, ...unlistedCommands].sort(), [...carriedOut].sort());
  });

  it('binds each key once, and shows only commands that exist', () => {
    const { commands, keybindings, menus } = manifest.contributes;
    const known = new Set(commands.map(({ command }) => command));
    const named = [...keybindings, ...Object.values(menus).flat()].flatMap(({ command }) => command ?? []);
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
    const keys = keybindings.map(({ key, when = '' }) => `${key} ${when}`);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('lists in the palette what is looked for there, and leaves the rest to menus', () => {
    const { commands, keybindings, menus } = manifest.contributes;
    const palette = (menus['commandPalette'] ?? []) as { command?: string; when?: string }[];
    const hidden = palette.flatMap(({ command = '', when }) => (when === 'false' ? [command] : []));
    const elsewhere = Object.entries(menus).flatMap(([menu, items]) =>
      menu === 'commandPalette' ? [] : items.flatMap(({ command }) => command ?? []),
    );
    // The choice of a model and the walkthrough look for Ollama.
    assert.deepEqual(
      hidden.filter((command) => !elsewhere.includes(command)),
      ['bionote.findOllama'],
    );
    assert.ok(commands.length - hidden.length <= 28, `${commands.length - hidden.length} commands`);
    // Keys of a view are free for other uses elsewhere.
    const chords = keybindings.filter(({ when = '' }) => !when.startsWith('focusedView'));
    assert.ok(chords.length <= 7, `${chords.length} chords`);
  });

  it('has colours in every kind of theme for every type of the built-in schemas', () => {
    const colors = new Map(manifest.contributes.colors.map(({ id, defaults }) => [id, defaults]));
    for (const { name } of [...clinicalSchema.entities, ...biomedicalSchema.entities]) {
      const { background, border } = typeColor(name, undefined);
      for (const color of [background, border]) {
        assert.ok('themeId' in color && !color.themeId.includes('other'), name);
        assert.deepEqual(Object.keys(colors.get(color.themeId) ?? {}).sort(), [
          'dark',
          'highContrast',
          'highContrastLight',
          'light',
        ]);
      }
    }
  });

  it('agrees with the server on the standard type of each token', () => {
    assert.deepEqual(
      Object.fromEntries(manifest.contributes.semanticTokenTypes.map(({ id, superType }) => [id, superType])),
      Object.fromEntries(Object.entries(tokenTypes).map(([name, type]) => [`bionote-${name}`, type])),
    );
    const [{ scopes } = { scopes: {} }] = manifest.contributes.semanticTokenScopes;
    assert.deepEqual(Object.keys(scopes).sort(), tokenLegend(true).tokenTypes.toSorted());
  });

  it('colours tokens as the legend and the decorations are coloured', () => {
    const { colors, configurationDefaults } = manifest.contributes;
    const customized = configurationDefaults['editor.semanticTokenColorCustomizations'] ?? {};
    const kinds = {
      light: customized,
      dark: customized['[*Dark*]'],
      highContrast: customized['[*High Contrast*]'],
      highContrastLight: customized['[*High Contrast Light*]'],
    };
    for (const [kind, rules] of Object.entries(kinds)) {
      const wanted = Object.keys(tokenTypes).map((name) => {
        const id = `bionote.${name === 'entity' ? 'other' : name}Border`;
        return [`bionote-${name}`, colors.find((color) => color.id === id)?.defaults[kind]];
      });
      assert.deepEqual((rules as { rules: unknown }).rules, Object.fromEntries(wanted), kind);
    }
  });

  it("describes the tokens of the server's legend", () => {
    const legend = tokenLegend(true);
    const { semanticTokenTypes, semanticTokenModifiers } = manifest.contributes;
    assert.deepEqual(semanticTokenTypes.map(({ id }) => id).sort(), [...legend.tokenTypes].sort());
    assert.deepEqual(semanticTokenModifiers.map(({ id }) => id).sort(), [...legend.tokenModifiers].sort());
  });

  it('names files that exist', async () => {
    const { languages, walkthroughs } = manifest.contributes;
    const files = [
      manifest.icon,
      ...languages.flatMap(({ icon = {}, configuration = [] }) =>
        [Object.values(icon), configuration].flat(),
      ),
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
    ];
    for (const file of files) await access(new URL(file, root));
  });

  it('completes each of the four steps of the walkthrough by a command', () => {
    const known = new Set(manifest.contributes.commands.map(({ command }) => `onCommand:${command}`));
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 4);
    for (const { completionEvents } of steps) assert.ok(completionEvents.some((event) => known.has(event)));
  });
});
