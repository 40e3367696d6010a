// The one build configuration: Remix (through Vite), Tailwind and Vitest all read it.
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

const testing = Boolean(process.env.VITEST)

/**
 * Which tests run where: pure ones in one process, those on the real database, of the whole system and in the browser
 * each in their own project.
 */
const onDatabase = {
  globalSetup: ['test/setup/database.global.ts'],
  // Real processes and a real queue on a busy machine: one more try, which the report tells (“retry x1”): look at
  // those.
  retry: 1,
  testTimeout: 60_000,
  hookTimeout: 120_000,
}

/** They start processes of their own, with this one's variables: each begins from a clean one. */
const withProcesses = [
  'test/features/domain/rights-killed.test.ts',
  'test/features/platform/operator-factor.test.ts',
  'test/features/platform/proxies.test.ts',
  'test/features/platform/tenant-apply.test.ts',
  'test/features/staff/bulk-worker.test.ts',
  'test/features/staff/imports.test.ts',
  'test/features/staff/merge.test.ts',
  'test/leaks/many-processes.test.ts',
]

const projects = [
  {
    extends: true,
    test: {
      name: 'unit',
      include: ['test/*.test.ts', 'test/policy/**/*.test.ts', 'test/unit/**/*.test.ts'],
      // They are pure: one process reads the modules once for all of them.
      isolate: false,
      testTimeout: 30_000,
    },
  },
  {
    extends: true,
    test: {
      name: 'real',
      include: ['test/features/*/**/*.test.ts', 'test/leaks/**/*.test.ts'],
      exclude: ['**/node_modules/**', ...withProcesses],
      ...onDatabase,
      // Each on a database of its own, and leaving the process as it was (test/setup/database.ts): the site is read
      // once for all of them.
      isolate: false,
    },
  },
  {
    extends: true,
    test: {
      // The parts together: processes that die, servers that restart, the whole demo, every table.
      name: 'system',
      include: ['test/features/*.test.ts', ...withProcesses],
      ...onDatabase,
    },
  },
  {
    extends: true,
    test: {
      name: 'browser',
      include: ['test/browser/**/*.test.ts'],
      globalSetup: ['test/setup/site.global.ts'],
      fileParallelism: false,
      // A browser on a machine that is busy with something else: one more try, which the report tells.
      retry: 1,
      testTimeout: 120_000,
      hookTimeout: 180_000,
    },
  },
]

/** Pages are not drawn again in browsers (app/entry.client.ts): of a route they get nothing. */
const noRoutesInBrowsers = {
  name: 'no-routes-in-browsers',
  enforce: 'post',
  transform: (_, id) => (id.endsWith('?__remix-build-client-route') ? 'export default null' : null),
}

/** A little less for browsers than Vite's own; what the server runs stays readable in its log. */
const smallScripts = {
  name: 'small-scripts',
  config: (_, { isSsrBuild }) => ({
    build: {
      minify: isSsrBuild ? false : 'terser',
      terserOptions: { ecma: 2020, module: true, compress: { passes: 3, ecma: 2020 } },
    },
  }),
}

export default defineConfig({
  plugins: [
    smallScripts,
    tailwindcss(),
    !testing && noRoutesInBrowsers,
    !testing &&
      remix({
        appDirectory: 'app',
        buildDirectory: process.env.BUILD_DIRECTORY || 'build',
        ignoredRouteFiles: ['**/*'],
        serverModuleFormat: 'esm',
        future: {
          v3_fetcherPersist: true,
          v3_lazyRouteDiscovery: true,
          v3_relativeSplatPath: true,
          v3_routeConfig: true,
          v3_singleFetch: true,
          v3_throwAbortReason: true,
        },
      }),
  ],
  // Browsers of the last four years: nothing is sent to teach older ones.
  build: { sourcemap: false, assetsInlineLimit: 0, target: 'es2022', modulePreload: { polyfill: false } },
  server: { allowedHosts: true },
  test: {
    projects,
    setupFiles: ['test/setup/compile-cache.ts', 'test/setup/noise.ts'],
    reporters: ['default'],
    maxWorkers: 2,
    // Before anything logs: a process makes its log once.
    env: { LOG_LEVEL: 'silent' },
  },
})
