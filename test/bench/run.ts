/**
 * `npm run bench [-- name …] [--full]`: runs the benches named, or all of them, each in a process of its own, and
 * prints what they measured. Without `--full` the big base has 250,000 people and the file 10,000 lines.
 */
import { fork } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stopAll, stopLater, untilStopped } from '#app/cli/until-stopped.ts'
import { type Figure, lineOf, note } from './report.ts'
import { openServer } from './world.ts'

const FOLDER = join('test', 'bench')
const SUFFIX = '.bench.ts'

function benchesNamed(names: readonly string[]): string[] {
  const all = readdirSync(FOLDER)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
  const unknown = names.filter((name) => !all.includes(name))
  if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(', ')}. There are: ${all.join(', ')}`)
  return names.length > 0 ? [...names] : all
}

function runBench(name: string, args: string[]): Promise<Figure[]> {
  const figures: Figure[] = []
  const child = fork(join(FOLDER, `${name}${SUFFIX}`), args, {
    execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  stopLater(() => {
    if (child.exitCode === null) child.kill('SIGTERM')
    return ended.then(() => {})
  })
  child.on('message', ({ figure }: { figure: Figure }) => {
    figures.push(figure)
    console.error(lineOf(figure))
  })
  return ended.then((code) => {
    if (code !== 0) figures.push({ what: name, value: 'failed', met: false })
    return figures
  })
}

untilStopped(async () => {
  const args = process.argv.slice(2)
  const names = benchesNamed(args.filter((arg) => !arg.startsWith('--')))
  await openServer()
  const all: Figure[] = []
  for (const name of names) {
    note(name)
    all.push(
      ...(await runBench(
        name,
        args.filter((arg) => arg.startsWith('--')),
      )),
    )
  }
  console.log(`\n${all.map(lineOf).join('\n')}`)
  await stopAll(all.some(({ met }) => met === false) ? 1 : 0)
})
