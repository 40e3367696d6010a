// What every npm script calls, on whatever Node ≥ 20 the machine has: installs what is missing, makes the database
// client, then hands over to the Node that npm pins. Only built-in modules: nothing else may be there yet.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')
const binaries = join(root, 'node_modules', '.bin')
const node = join(binaries, process.platform === 'win32' ? 'node.cmd' : 'node')

const [name, ...rest] = process.argv.slice(2)

/** A web process lives on 70 MB; unless told, V8 lets four times as much rubbish pile up before it clears. */
const webFlags = ['--min-semi-space-size=6', '--max-semi-space-size=16', '--max-old-space-size=512']

/** What each script runs, and with which arguments before the caller's own. */
const scripts = {
  demo: ['app/cli/demo.ts'],
  test: ['app/cli/test.ts'],
  dev: ['app/cli/dev.ts'],
  build: ['app/cli/build.ts'],
  start: rest[0] === 'worker' ? ['app/cli/start.ts'] : [...webFlags, 'app/cli/start.ts'],
  tenant: ['app/cli/tenant.ts'],
  import: ['app/cli/import.ts'],
  people: ['app/cli/people.ts'],
  erasures: ['app/cli/erasures.ts'],
  bench: ['test/bench/run.ts'],
  'db-migrate': ['app/cli/migrate.ts'],
  'db-diff': ['app/cli/db-diff.ts'],
  check: ['app/cli/check.ts'],
  lint: ['node_modules/@biomejs/biome/bin/biome', 'ci', '.'],
  typecheck: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'],
}

/** @returns a digest of files, to tell whether something was made from what they are now. */
function digest(...files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Runs `make` unless its stamp says that it was done for these very inputs. */
function once(stampFile, inputs, present, make) {
  const stamp = join(root, stampFile)
  if (existsSync(join(root, present)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return
  make()
  mkdirSync(join(stamp, '..'), { recursive: true })
  writeFileSync(stamp, inputs)
}

function must(command, args, env = {}) {
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell,
    env: { ...process.env, ...env },
  })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

function install() {
  const lock = digest('package-lock.json')
  once('node_modules/.alumni-installed', lock, 'node_modules/.package-lock.json', () => {
    // An install made by hand is as good, when npm's own record in it is not older than the lock.
    if (matchesLock()) return
    console.error('Installing the packages of package-lock.json …')
    // Not `npm ci`, which begins by deleting all that is there: this brings in the locked versions and writes no file
    // of ours.
    must('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel', 'error'])
  })
}

/** True where node_modules holds just what package-lock.json names. */
function matchesLock() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const { packages: installed } = JSON.parse(readFileSync(record, 'utf8'))
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
}

function schemaFiles() {
  return readdirSync(join(root, 'prisma', 'schema'))
    .sort()
    .map((file) => join('prisma', 'schema', file))
}

function generate() {
  const inputs = digest(...schemaFiles(), 'prisma/prisma.config.ts', 'prisma/write-catalogue.ts', 'package-lock.json')
  once('.cache/prisma-client', inputs, 'app/db/generated/client.ts', () => {
    console.error('Making the database client …')
    const args = ['node_modules/prisma/build/index.js', 'generate', '--config', 'prisma/prisma.config.ts']
    // Generating needs no engine, but the command looks for one: any program will do.
    must(node, args, { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CI: '1' })
    must(node, ['--disable-warning=ExperimentalWarning', 'prisma/write-catalogue.ts'])
  })
}

/** Hands over: signals pass through, and the exit status is the program's own. */
function handOver([file, ...first], rest) {
  const path = [binaries, process.env.PATH].join(delimiter)
  const args = ['--disable-warning=ExperimentalWarning', file, ...first, ...rest]
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } })
  // A terminal sends Ctrl-C to the child as well: stopping twice is stopping once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
    process.exit()
  })
}

const script = scripts[name]
if (!script) {
  console.error(`There is no script “${name}”. There are: ${Object.keys(scripts).join(', ')}`)
  process.exit(2)
}
install()
generate()
handOver(script, rest)
