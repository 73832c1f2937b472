/** The rooms of the house and the one direction in which they may ask each other; see docs/architecture.md. */
const notTo = (name, from, to, comment) => ({ name, severity: 'error', comment, from: { path: from }, to: { path: to } });

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', comment: 'A cycle has no bottom to begin reading from.', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    notTo('kernel-imports-nothing', '^src/kernel/', '^(src/(?!kernel/)|node_modules/)', 'The kernel is what all else rests on.'),
    notTo('ports-name-only-kernel', '^src/ports/', '^src/(?!ports/|kernel/)', 'A port says what the core asks; it knows no answer.'),
    notTo('twin-knows-no-toolchain', '^src/twin/', '^src/(?!twin/|ports/|kernel/)', 'The twin is certified; it knows nothing of certification.'),
    notTo('toolchain-knows-no-twin', '^src/toolchain/', '^src/(?!toolchain/|ports/|kernel/)', 'The toolchain certifies any project.'),
    notTo('adapters-know-no-core', '^src/adapters/', '^src/(?!adapters/|ports/|kernel/)', 'An adapter answers a port and knows no module.'),
    notTo('core-asks-ports', '^src/(kernel|toolchain|twin)/', '^(fs|child_process|os|net|http|https|process|worker_threads|timers|perf_hooks)(/|$)', 'The world reaches the core through ports.'),
    notTo('src-imports-no-test', '^src/', '^verification/', 'What flies does not depend on what tests it.'),
    { name: 'declared-packages', severity: 'error', comment: 'A package that package.json does not name is not under control.', from: { path: '^src/' }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^verification/selftest/(projects|base)' },
  },
};
