/** What features and subjects bring is announced in their own file; whatever is missing is named. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { ANNOUNCED, ROUNDS, readLetters, TASKS } from '#app/announced.ts'
import { adminMenu, auditWords } from '#app/context/announcement.ts'
import type { Audited } from '#app/domain/audit/audit.server.ts'
import { textsOf } from '#app/i18n/translator.ts'
import { moneyAdmin } from '#app/routes/money.ts'
import { staffAdmin } from '#app/routes/staff.ts'
import { type Action, STAFF_ACTIONS } from '#app/vocabulary/actions.ts'
import { tenantFile } from '../factories/world.ts'

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((name) => join('app', name))
  .filter((path) => !path.includes('/generated/'))
const own = files.filter((path) => path.endsWith('/announced.server.ts'))
const read = (path: string) => readFileSync(path, 'utf8')

/** Values of a module that look like what is asked for, one by one or in lists. */
async function exportsOf<T extends object>(path: string, is: (value: object) => boolean): Promise<T[]> {
  const module = (await import(resolve(path))) as Record<string, unknown>
  const values = Object.values(module).flat()
  return values.filter((value): value is T => typeof value === 'object' && value !== null && is(value))
}

/** What is written in a file of some kind and not announced by its folder: `path: what`. */
async function unannounced(ending: string, is: (value: object) => boolean, announced: (folder: string) => string[]) {
  const found = await Promise.all(
    files
      .filter((path) => path.endsWith(ending))
      .map(async (path) => {
        const names = (await exportsOf<{ name?: string; kind?: string }>(path, is)).map(
          ({ name, kind }) => name ?? kind,
        )
        return names.filter((name) => !announced(dirname(path)).includes(name!)).map((name) => `${path}: ${name}`)
      }),
  )
  return found.flat()
}

type Announced = (typeof ANNOUNCED)[number]
const folders = new Map<string, Announced>()

beforeAll(async () => {
  for (const path of own) {
    const [one] = await exportsOf<Announced>(path, () => true)
    folders.set(dirname(path), one!)
  }
})

test('every file that announces is listed once, and none else', () => {
  expect(own.length).toBeGreaterThan(25)
  expect(new Set(ANNOUNCED)).toEqual(new Set(folders.values()))
  expect(ANNOUNCED).toHaveLength(own.length)
})

test('every task is announced by its folder, and each round is of one', async () => {
  const tasksOf = (folder: string) => (folders.get(folder)?.tasks ?? []).map(({ name }) => name)
  expect(await unannounced('.task.ts', (value) => 'run' in value && 'name' in value, tasksOf)).toEqual([])
  expect(new Set(TASKS.map(({ name }) => name)).size).toBe(TASKS.length)
  for (const { task } of ROUNDS) expect(TASKS).toContain(task)
  const pretend = await unannounced(
    '.task.ts',
    (value) => 'run' in value,
    () => [],
  )
  expect(pretend).toContain('app/domain/dues/reminders.task.ts: membership.reminders')
})

test('every letter is announced by its folder', async () => {
  const letters = new Map<string, string[]>()
  for (const [folder, one] of folders)
    letters.set(
      folder,
      ((await one.letters?.()) ?? []).map(({ kind }) => kind),
    )
  const isLetter = (value: object) => 'kind' in value && 'subject' in value
  expect(await unannounced('.email.tsx', isLetter, (folder) => letters.get(folder) ?? [])).toEqual([])
  const kinds = (await readLetters()).map(({ kind }) => kind)
  expect(kinds.length).toBeGreaterThan(20)
  expect(new Set(kinds).size).toBe(kinds.length)
})

describe('words of the log', () => {
  /** Words that a file hands to the log, whole or begun: « bulk.${state} » is « bulk. ». */
  const written = (path: string) =>
    [...read(path).matchAll(/\baudit\w*\([^'`]*?['`]([a-z]+\.[a-z-]*)/g)].map(([, word]) => word!)

  test('each is announced once, and written somewhere', () => {
    const words = auditWords()
    expect(new Set(words).size).toBe(words.length)
    const sources = files.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('announced.server.ts')).map(read)
    const isWritten = (word: string) => {
      const begun = `\`${word.split('.')[0]}.\${`
      return sources.some((code) => code.includes(`'${word}'`) || code.includes(begun))
    }
    expect(words.filter((word) => !isWritten(word))).toEqual([])
  })

  test('a folder that writes one of its own kind announces it', () => {
    const words = auditWords()
    const calls = files.filter((path) => /\.server\.ts$/.test(path)).flatMap((path) => written(path))
    expect(calls.length).toBeGreaterThan(25)
    expect(calls.filter((call) => !words.some((word) => word.startsWith(call)))).toEqual([])
  })
})

describe('the menu of the administration', () => {
  const pages = [...staffAdmin, ...moneyAdmin]
  const fileOf = (to: string) => pages.find(({ path = '' }) => `/admin${path && `/${path}`}` === to)?.file

  test('leads to pages of the feature that announces the line, and names what opens it', () => {
    for (const [folder, { menu = [] }] of folders)
      for (const { to, needs } of menu) {
        const file = `app/${fileOf(to)}`
        expect(dirname(file), to).toBe(folder)
        const first = /needs: (?:'([\w-]+)'|\[([^\]]*)\])/.exec(read(file)) ?? []
        const asked = (first[1] ?? first[2] ?? '').replaceAll("'", '').split(', ')
        expect(needs ?? ['staff'], to).toEqual(expect.arrayContaining(asked))
      }
  })

  test('has words for each line, and no two lines stand in one place', () => {
    const entries = adminMenu([...STAFF_ACTIONS, 'extract'], tenantFile('isep'))
    const words = (textsOf('fr').admin as { menu: Record<string, Record<string, string>> }).menu
    expect(entries.length).toBeGreaterThan(15)
    for (const { group, id } of entries) expect(words[group]?.[id], `${group}.${id}`).toBeTruthy()
    expect(new Set(entries.map(({ group, at }) => `${group} ${at}`)).size).toBe(entries.length)
    expect(new Set(entries.map(({ to }) => to)).size).toBe(entries.length)
  })

  test('leaves out what an association of this kind has not', () => {
    const lines = (slug: string) => adminMenu(['accounts', 'extract'], tenantFile(slug)).map(({ to }) => to)
    expect(lines('isep')).toContain('/admin/invitations')
    expect(lines('insa')).not.toContain('/admin/invitations')
    // Whose rules print nobody has no printed directory to make.
    expect(lines('insa-lyon')).toContain('/admin/annuaire-imprime')
    expect(lines('isep')).not.toContain('/admin/annuaire-imprime')
  })

  test('shows a task its own lines alone', () => {
    const opened = (task: Action) => adminMenu([task], tenantFile('isep')).map(({ to }) => to)
    expect(opened('privacy-desk')).toEqual(['/admin', '/admin/conservation', '/admin/suppressions'])
    expect(opened('moderation')).toContain('/admin/signalements')
    expect(opened('moderation')).not.toContain('/admin/membres')
  })
})

test('a word that nobody announces is refused by the type check', () => {
  expectTypeOf<'person.merged' | 'bulk.begun'>().toExtend<Audited>()
  // @ts-expect-error nobody announces it
  expectTypeOf<'person.sold'>().toExtend<Audited>()
})

test('test files lend letters of their own through `useLetters`, which gives the application’s back', () => {
  const tests = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
  const lending = tests.filter((name) => /\blettersFrom\(/.test(read(join('test', name))))
  expect(lending).toEqual([join('setup', 'mails.ts')])
})
