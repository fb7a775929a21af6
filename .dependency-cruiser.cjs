/**
 * Data walks one way: a room imports only the rooms before it.
 *   shared: i18n → codebook → coding → tabulation → statistics → breakdown → evidence; api sees them all
 *   server: embedded-mongodb stands alone; store before every capability; http assembles them
 */
const later = (room, rooms) => ({
  name: `shared-${room}-looks-forward`,
  severity: 'error',
  from: { path: `^shared/src/${room}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^shared/(src|dist)/(${rooms.join('|')})/` },
});

const order = ['i18n', 'codebook', 'coding', 'tabulation', 'statistics', 'breakdown', 'evidence', 'api'];

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...order.slice(0, -1).map((room, index) => later(room, order.slice(index + 1))),
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'No Express, mongoose, React, file system or other package of the project in the pure rooms.',
      from: { path: '^shared/src', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(server|client|seeds|scripts)/|node_modules/(express|mongoose|mongodb|bson|react|react-dom|exceljs|lmdb)/|^(node:)?(fs|path|http|net|child_process|worker_threads|crypto|os)(/|$)',
      },
    },
    {
      name: 'server-never-imports-client',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/' },
    },
    {
      name: 'client-only-shared',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(server|seeds|scripts)/' },
    },
    {
      name: 'product-never-imports-seeds',
      severity: 'error',
      from: { path: '^(server|client|shared)/' },
      to: { path: '^(seeds|scripts|tests)/' },
    },
    {
      name: 'embedded-mongodb-stands-alone',
      severity: 'error',
      from: { path: '^server/src/embedded-mongodb/' },
      to: {
        path: '^(server/src/(?!embedded-mongodb/)|shared/|client/|seeds/)|node_modules/(mongoose|mongodb|express)/',
        pathNot: '\\.test\\.ts$',
      },
    },
    {
      name: 'app-reaches-the-store-by-wire',
      severity: 'error',
      comment:
        'The embedded store is a process of its own: only the launcher and scripts know where its entry is.',
      from: { path: '^server/src/(?!embedded-mongodb/|store/embedded\\.ts)', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/embedded-mongodb/' },
    },
    {
      name: 'store-before-capabilities',
      severity: 'error',
      from: { path: '^server/src/store/' },
      to: { path: '^server/src/(?!store/|embedded-mongodb/)' },
    },
    {
      name: 'capabilities-never-import-http',
      severity: 'error',
      from: { path: '^server/src/(?!http/|main\\.ts|start-server\\.ts)', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/http/(app|openapi)' },
    },
    {
      name: 'phone-loads-nothing-of-the-inspector',
      severity: 'error',
      from: { path: '^client/src/respond/' },
      to: { path: '^client/src/inspect/' },
    },
    {
      name: 'ui-before-screens',
      severity: 'error',
      from: { path: '^client/src/ui/' },
      to: { path: '^client/src/(inspect|respond)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|dist-types)/.*\\.test\\.|\\.tsbuildinfo' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
