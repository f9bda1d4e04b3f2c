import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Nest injects by constructor type: one parameter per collaborator is its own kind of list, and exempt. So are decorated
      // parameters of resolvers: each is an argument by name in the schema.
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(FunctionDeclaration, ArrowFunctionExpression, :not(MethodDefinition[kind="constructor"]) > FunctionExpression)[params.length>3]:not(:has(> .params[decorators.length>0]))',
          message: 'At most three parameters: give the rest a name in an object.',
        },
      ],
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  // Commands, benches and the one-machine starter talk to a terminal; vocabularies, seeds and migrations are tables.
  { files: ['apps/cli/**', 'apps/standalone/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['libs/vocabularies/src/tables/**', 'seed/**', 'migrations/**'], rules: { 'max-lines': 'off' } },
);
