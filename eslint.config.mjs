import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

/** Which rooms a room may import besides itself: the arrows of docs/architecture.md. `@` marks a single file. */
const arrows = {
  note: [],
  tasks: ['note'],
  grounding: ['note', 'tasks'],
  formats: ['note', 'shared', 'tasks'],
  review: ['note', 'formats', 'tasks', 'grounding'],
  agreement: ['note', 'formats', 'review'],
  models: ['shared', 'tasks'],
  asking: ['grounding', 'tasks', '@port', '@collect'],
  analysis: ['asking', 'grounding', 'note', 'tasks', '@port', '@timer'],
  settings: ['tasks', 'shared'],
  features: ['analysis', 'note', 'tasks', 'shared', '@port'],
  diagnostics: ['shared', '@port'],
  session: [
    'agreement',
    'analysis',
    'diagnostics',
    'features',
    'formats',
    'note',
    'review',
    'settings',
    'shared',
    'tasks',
    '@port',
  ],
  shared: [],
  files: [],
  corpora: ['note', 'formats'],
  instructions: ['corpora', 'files', 'formats', 'grounding', 'note', 'review', 'tasks'],
  evaluation: [
    'agreement',
    'analysis',
    'asking',
    'corpora',
    'formats',
    'grounding',
    'note',
    'shared',
    'tasks',
    '@port',
    '@collect',
  ],
  measurement: ['analysis', 'asking', 'evaluation', 'files', 'models', 'shared', 'tasks'],
  cli: [
    'agreement',
    'analysis',
    'asking',
    'corpora',
    'diagnostics',
    'evaluation',
    'files',
    'formats',
    'grounding',
    'instructions',
    'measurement',
    'models',
    'note',
    'settings',
    'shared',
    'tasks',
    'composition',
    '@parts',
  ],
  composition: [
    'analysis',
    'asking',
    'diagnostics',
    'files',
    'measurement',
    'models',
    'note',
    'review',
    'session',
    'settings',
    'shared',
  ],
  client: ['shared'],
};

/** Rooms without I/O. */
const pure = ['note', 'tasks', 'grounding', 'formats', 'review', 'agreement', 'diagnostics'];

const elements = Object.keys(arrows)
  .filter((room) => room !== 'client' && room !== 'composition')
  .map((room) => ({ type: room, pattern: `server/src/${room}` }))
  // The first that matches names a file, so what lies beside the rooms comes last.
  .concat({ type: 'composition', pattern: 'server/src' }, { type: 'client', pattern: 'client/src' });

/** Single files that more may import than may import their folder, or that may import less. */
const files = [
  { category: 'timer', pattern: 'server/src/shared/timer.ts' },
  { category: 'parts', pattern: 'server/src/session/parts.ts' },
  {
    category: 'port',
    pattern:
      'server/src/models/{runtime,delegating-runtime,error,error-code,causes,selected-model,engine-facts}.ts',
  },
  { category: 'collect', pattern: 'server/src/models/collect.ts' },
];

const selector = (target) =>
  target.startsWith('@') ? { file: { categories: target.slice(1) } } : { element: { type: target } };

const allowArrows = Object.entries(arrows).flatMap(([room, targets]) =>
  [room, ...targets].map((target) => ({ from: selector(room), allow: { to: selector(target) } })),
);

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      'training/',
      'models/',
      'test/fixtures/',
      '.vscode-test*/',
      '.ci/',
      '.cache/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A namesake constant and type, or a message and its parameters, belong together.
      '@typescript-eslint/no-redeclare': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['server/src/**/*.ts', 'client/src/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { './scripts/import-resolver.cjs': {} },
      'boundaries/root-path': import.meta.dirname,
      'boundaries/elements': elements,
      'boundaries/files': files,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
      'boundaries/legacy-templates': false,
    },
    rules: {
      // Standard output belongs to the protocol where the server speaks over stdio.
      'no-console': 'error',
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          checkUnknownLocals: true,
          checkInternals: true,
          message: '{{from.element.types}} may not import {{dependency.source}}: see docs/architecture.md',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            ...allowArrows,
            ...pure
              .concat('features', 'session', 'settings', 'shared')
              .map((room) => ({ from: selector(room), disallow: { to: { module: { origin: 'core' } } } })),
            { from: selector('@port'), disallow: { to: { module: { origin: 'core' } } } },
            {
              from: selector('@port'),
              disallow: { to: { element: { type: 'models' }, file: { categories: '!port' } } },
            },
          ],
        },
      ],
    },
  },
  {
    files: ['server/src/**/*.ts'],
    ignores: ['server/src/main.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'vscode', message: 'The server knows nothing of VS Code.' },
            { name: 'vscode-languageserver/node', message: 'Only main.ts makes a connection.' },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'It may use a proxy of the environment: use directFetch.' },
      ],
    },
  },
  {
    files: ['server/src/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      // mocha's `it` and `describe` return nothing that needs waiting for.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        performance: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', exports: 'writable', module: 'writable', __dirname: 'readonly' },
    },
  },
);
