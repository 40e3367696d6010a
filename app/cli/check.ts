/**
 * `npm run check`: types, lint, architecture and unit tests side by side, without a database. What each says is printed
 * when it ends; the first that fails stops the others.
 */
import { type ChildProcess, spawn } from 'node:child_process'

const STEPS: readonly (readonly [string, readonly string[]])[] = [
  // The architecture test belongs to the project of unit tests: one process for both.
  ['unit', ['node_modules/vitest/vitest.mjs', 'run', '--config', 'remix.config.js', '--project', 'unit']],
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']],
]

const running = new Set<ChildProcess>()

/** @returns whether the step passed */
function run(name: string, args: readonly string[]): Promise<boolean> {
  const start = performance.now()
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes))
  return new Promise((resolve) => {
    child.on('close', (status) => {
      running.delete(child)
      process.stdout.write(Buffer.concat(said))
      console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
      resolve(status === 0)
    })
  })
}

async function orStop(step: Promise<boolean>): Promise<void> {
  if (await step) return
  for (const child of running) child.kill()
  process.exitCode = 1
}

await Promise.all(STEPS.map(([name, args]) => orStop(run(name, args))))
