/**
 * Imports point one way (ARCHITECTURE.md): every lib may import only from the layers before its own,
 * libs of the last layer do not know each other, and a lib is entered through its index.ts alone.
 */
const layers = [
  ['kernel'],
  ['config', 'engines'],
  ['database'],
  ['mail', 'vocabularies'],
  ['access'],
  ['organisations'],
  ['quality'],
  ['offers'],
  ['search', 'europass', 'deqar', 'intake', 'guidance'],
];

/** What only tests see: specs, their fixtures, test folders. */
const TESTS = ['\\.(spec|long|fixture)\\.ts$', '/test/'];

const group = (libs) => `^libs/(${libs.join('|')})/`;
const layerRules = layers.flatMap((layer, index) =>
  layer.map((lib) => ({
    name: `${lib}-imports-only-lower-layers`,
    severity: 'error',
    from: { path: `^libs/${lib}/`, pathNot: TESTS },
    to: {
      path: '^(libs|apps|seed|migrations)/',
      pathNot: [`^libs/${lib}/`, ...(index ? [group(layers.slice(0, index).flat())] : [])],
    },
  })),
);

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...layerRules,
    {
      name: 'one-door-per-lib',
      severity: 'error',
      from: { path: '^(libs/([^/]+)|apps|seed|migrations|bench)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'testing-lib-in-specs-only',
      severity: 'error',
      from: { path: '^(libs|apps|seed|migrations)/', pathNot: ['^libs/testing/', ...TESTS] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'no-sql-in-the-api',
      severity: 'error',
      from: { path: '^apps/(api|portal)/', pathNot: TESTS },
      to: { path: '^node_modules/(pg|typeorm)/' },
    },
    { name: 'apps-do-not-import-apps', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node'], exportsFields: ['exports'] },
  },
};
