/**
 * `npm test`: every check there is. Its last line is `N passed, N failed, N skipped`, counted from the runners' own
 * reports; type check, lint, schema comparison and build count as one each. A skipped test is a failure.
 * `npm test -- <part of a path>` runs the tests of those files alone.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment } from '#app/context/env.ts'
import { buildForTests } from './build-site.ts'

interface Count {
  passed: number
  failed: number
  skipped: number
}

/** As vitest's JSON reporter writes it. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numFailedTestSuites: number
  success: boolean
}

const REPORTS = join('.cache', 'reports')
const modules = (...path: string[]) => join('node_modules', ...path)

/** Runs a program of this Node; what it says goes to the terminal. */
function run(file: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: 'inherit',
    env: childEnvironment(env),
  })
  return new Promise((done) => child.once('exit', (code) => done(code === 0)))
}

async function step(name: string, work: () => Promise<boolean>): Promise<Count> {
  const started = Date.now()
  console.log(`\n── ${name}`)
  const good = await work().catch((error: Error) => {
    console.error(error.message)
    return false
  })
  console.log(`── ${name}: ${good ? 'passed' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`)
  return { passed: Number(good), failed: Number(!good), skipped: 0 }
}

/** A run that dies without a report has failed, whatever it had counted. */
function countOf(file: string, exitedWell: boolean): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const failed = report.numFailedTests || (exitedWell && report.success ? 0 : 1)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }
}

const filters = process.argv.slice(2)

async function vitest(project: string): Promise<Count> {
  const file = join(REPORTS, `${project}.json`)
  console.log(`\n── ${project} tests`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['run', '--config', 'remix.config.js', '--project', project, ...reporters]
  const some = filters.length > 0 ? ['--passWithNoTests', ...filters] : []
  return countOf(file, await run(modules('vitest', 'vitest.mjs'), [...args, ...some]))
}

const sum = (counts: Count[]): Count =>
  counts.reduce((all, one) => ({
    passed: all.passed + one.passed,
    failed: all.failed + one.failed,
    skipped: all.skipped + one.skipped,
  }))

async function inTurn(...projects: string[]): Promise<Count> {
  const counts: Count[] = []
  for (const project of projects) counts.push(await vitest(project))
  return sum(counts)
}

rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })
const counts = [
  await step('type check', () => run(modules('typescript', 'bin', 'tsc'), ['--noEmit', '-p', '.'])),
  await step('lint and format', () =>
    run(modules('@biomejs', 'biome', 'bin', 'biome'), ['ci', '--error-on-warnings', '.']),
  ),
  await step('schema and migrations agree', () => run('app/cli/db-diff.ts', [])),
  await step('build', async () => Boolean(buildForTests())),
  // A browser waits more than it works: the longest of the others goes on beside it, one of the short ones after each.
  ...(await Promise.all([inTurn('real', 'unit'), inTurn('browser', 'system')])),
]
const { passed, failed, skipped } = sum(counts)
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed > 0 || skipped > 0 ? 1 : 0
