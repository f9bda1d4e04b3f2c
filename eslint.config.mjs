import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'max-params': ['error', 3],
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  // Commands, benches and the one-machine starter talk to a terminal; vocabularies and seeds are tables.
  { files: ['apps/cli/**', 'apps/standalone/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['libs/vocabularies/src/tables/**', 'seed/**'], rules: { 'max-lines': 'off' } },
  // Nest injects by constructor type: one parameter per collaborator is its own kind of list.
  { files: ['apps/**/*.resolver.ts', 'apps/**/*.controller.ts'], rules: { 'max-params': 'off' } },
);
