/** `npm run check`: types, lint, architecture and unit tests, without a database; stops at the first that fails. */
import { spawnSync } from 'node:child_process'

const STEPS: readonly (readonly [string, readonly string[]])[] = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']],
  // The architecture test belongs to the project of unit tests: one process for both.
  ['unit', ['node_modules/vitest/vitest.mjs', 'run', '--config', 'remix.config.js', '--project', 'unit']],
]

for (const [name, args] of STEPS) {
  const start = performance.now()
  const { status } = spawnSync(process.execPath, [...args], { stdio: 'inherit' })
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  if (status !== 0) process.exit(status ?? 1)
}
