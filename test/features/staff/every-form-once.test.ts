/**
 * Every form of the administration, from the built routes: ten clicks at once do what one does, two tabs do no more.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { ReadingKind } from '#app/domain/audit/audit.server.ts'
import { fullPath } from '#app/server/areas.ts'
import { staffSeat } from '../../factories/seats.ts'
import { HELD_ELSEWHERE, STAFF_FORMS } from '../../factories/staff-forms.ts'
import { desk, type Posting, payments, SLUG } from '../../factories/staff-subjects.ts'
import { apply, INSA } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
let ids: Map<string, string>
let owner: pg.Client
let tables: string[]

beforeAll(async () => {
  ids = await apply(SLUG, 'insa', ...INSA)
  desk.owner = database.url('owner')
  desk.admin = await staffSeat(SLUG, 'admin')
  await payments()
  owner = new pg.Client({ connectionString: desk.owner })
  await owner.connect()
  const { rows } = await owner.query<{ name: string }>(`SELECT c.relname AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`)
  tables = rows.map(({ name }) => name)
})
afterAll(() => owner.end())

/** A refused form is drawn again, and drawing it reads a record: readings are no effect of the form. */
const READINGS = ['person.read', 'person.compared', 'person.considered'] satisfies ReadingKind[]
const DEEDS = `WHERE "action" NOT IN ('${READINGS.join("','")}')`
/**
 * Keys of forms; what names are cut into for the search; a series' counter, which its first piece makes: pieces are
 * counted themselves.
 */
const NO_EFFECT = ['form_post', 'search_token', 'token_deletion', 'piece_counter']

async function counts(slug: string): Promise<Record<string, number>> {
  await owner.query('BEGIN')
  await owner.query(`SELECT set_config('app.tenant', $1, true)`, [ids.get(slug)])
  const one = tables.map(
    (name) => `SELECT '${name}' AS name, count(*)::int AS n FROM "${name}" ${name === 'audit_event' ? DEEDS : ''}`,
  )
  const { rows } = await owner.query<{ name: string; n: number }>(one.join(' UNION ALL '))
  await owner.query('COMMIT')
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}

function send({ path, form, slug = SLUG, cookie }: Posting, key?: string): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of form instanceof FormData ? form : Object.entries(form)) body.append(name, value)
  if (key) body.append('form-key', key)
  const sent = form instanceof FormData ? body : Object.fromEntries([...body] as [string, string][])
  return request(`${slug}.localhost`, path, { form: sent, cookie: cookie ?? desk.admin.cookie })
}

/** @returns how many rows more each table holds after the work; keys of forms are no effect */
async function effect(slug: string | undefined, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await counts(slug ?? SLUG)
  await work()
  const after = await counts(slug ?? SLUG)
  const more = Object.entries(after).map(([name, n]) => [name, n - before[name]!] as const)
  return Object.fromEntries(more.filter(([name, n]) => n !== 0 && !NO_EFFECT.includes(name)))
}

async function actionsBelowAdmin(): Promise<string[]> {
  const file = resolve(join(inject('buildDirectory'), 'server', 'index.js'))
  const build = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as ServerBuild
  const routes = Object.values(build.routes).filter((route) => route?.module.action)
  return routes.map((route) => fullPath(build, route!)).filter((path) => /^\/admin(\/|$)/.test(path))
}

test('every form has a body here, or the file that posts it; none is listed that is gone', async () => {
  const listed = [...Object.keys(STAFF_FORMS), ...Object.keys(HELD_ELSEWHERE)].sort()
  expect((await actionsBelowAdmin()).sort()).toEqual(listed)
  for (const file of Object.values(HELD_ELSEWHERE)) expect(existsSync(file), file).toBe(true)
})

describe.each(Object.entries(STAFF_FORMS))('%s', (_, forms) => {
  test.each(forms)('$title', async ({ make, again }) => {
    const first = await make()
    const answers: number[] = []
    const once = await effect(first.slug, async () => {
      answers.push((await send(first, crypto.randomUUID())).status)
    })
    expect(answers[0]).toBeLessThan(400)
    if (!again) {
      const second = await effect(first.slug, () => send(first))
      expect(second, 'sent again without a key').toEqual({})
    }

    const other = await make()
    const key = crypto.randomUUID()
    const subjectOf = ({ path, form, cookie }: Posting) => JSON.stringify([path, form, cookie])
    const sameSubject = subjectOf(first) === subjectOf(other)
    const ten = await effect(other.slug, async () => {
      const all = await Promise.all(Array.from({ length: 10 }, () => send(other, key)))
      if (!sameSubject) expect(new Set(all.map(({ status }) => status < 400))).toEqual(new Set([true]))
    })
    expect(ten, 'ten at once with one key').toEqual(sameSubject && !again ? {} : once)
  })
})
