/** Bulk actions are done however often the worker dies, and by nobody who may not. */
import { spawn } from 'node:child_process'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import {
  begun,
  crowd,
  DUES,
  get,
  idOf,
  idsOf,
  oneBatch,
  openBulkWorld,
  page,
  periods,
  post,
  rows,
  SLUG,
  states,
  work,
  workBack,
} from '../../factories/bulk.ts'
import { personSeat, staffSeat } from '../../factories/seats.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase, variablesOf } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
beforeAll(openBulkWorld)

describe('a worker that dies', () => {
  test('between two batches: the next one goes on, and nobody is given twice', async () => {
    const { people, promo } = await crowd(7)
    const tier = (await tenantOfSlug(SLUG))!.config.tiers[0]!.id
    const address = await begun({ portee: 'tous', promo }, { ...DUES, tier, from: '2026-06-01', until: '2099-01-01' })
    // One batch alone, then death: the rest waits.
    await oneBatch(address)
    expect(await states(address)).toEqual({ done: 2, waiting: 5 })
    expect(await page(address)).toContain('2 personnes sur 7')
    await Promise.all([work(address, { batch: 2 }), work(address, { batch: 3 })])
    expect(await states(address)).toEqual({ done: 7 })
    expect(await periods(people)).toHaveLength(7)
    await work(address)
    expect(await periods(people)).toHaveLength(7)
  })

  test('killed within a batch: nothing of it was written', async () => {
    const { people, promo } = await crowd(7)
    const tenant = (await tenantOfSlug(SLUG))!
    const address = await begun(
      { portee: 'tous', promo },
      { ...DUES, tier: tenant.config.tiers[0]!.id, until: '2099-01-01' },
    )
    const owner = new pg.Client({ connectionString: database.url('owner') })
    await owner.connect()
    const waiting = `SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`
    try {
      // The mark of the fourth person: the second batch has written everything else, and waits.
      await owner.query(`BEGIN; SET LOCAL app.tenant = '${tenant.id}'`)
      const fourth = idsOf(people).toSorted()[3]
      await owner.query(`SELECT FROM bulk_row WHERE "runId" = $1 AND "personId" = $2 FOR UPDATE`, [
        idOf(address),
        fourth,
      ])
      const child = spawn(process.execPath, ['test/setup/bulk-process.ts', tenant.id, idOf(address)], {
        env: { ...process.env, ...variablesOf(database.url('app').split('/').at(-1)!) },
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      await expect.poll(async () => (await owner.query(waiting)).rowCount, { timeout: 30_000 }).toBe(1)
      child.kill('SIGKILL')
      await new Promise((done) => child.once('exit', done))
    } finally {
      await owner.query('ROLLBACK')
      await owner.end()
    }
    // Its statement ends when PostgreSQL sees that nobody listens.
    await work(address, { batch: 3 })
    expect(await states(address)).toEqual({ done: 7 })
    expect(await periods(people)).toHaveLength(7)
  }, 60_000)
})

describe('who may', () => {
  test('members are refused everywhere; a run of another association is not there', async () => {
    const { people, promo } = await crowd(2)
    const member = await personSeat(SLUG, people[0]!.id, { paidUp: true })
    const chosen = await post('/admin/actions', { portee: 'tous', promo })
    const address = chosen.headers.get('location')!
    for (const path of ['/admin/actions', address, `${address}/confirmation`, `${address}/annuler`]) {
      expect((await get(path, member)).status, path).toBe(403)
      expect((await post(path, { portee: 'tous', action: 'invitation' }, member)).status, path).toBe(403)
    }
    await apply('isep')
    const stranger = await staffSeat('isep', 'admin')
    const answer = await request('isep.localhost', address, { cookie: stranger.cookie })
    expect(answer.status).toBe(404)
  })

  test('who began it and administers no more has it stopped; what was done can be taken back', async () => {
    const { people, promo } = await crowd(4)
    const passing = await staffSeat(SLUG, 'manager')
    const tier = (await tenantOfSlug(SLUG))!.config.tiers[0]!.id
    const address = await begun({ portee: 'tous', promo }, { ...DUES, tier, until: '2099-01-01' }, passing)
    await oneBatch(address)
    await rows(sql`UPDATE "role_grant" SET "endsAt" = now() WHERE "accountId" = ${passing.accountId}`)
    await work(address)
    expect(await states(address)).toEqual({ done: 2, waiting: 2 })
    expect(await page(address)).toContain('n’administre plus l’association')
    await workBack(address)
    expect((await periods(people)).every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true)
  })

  test('nothing begins before it is confirmed, nothing is confirmed twice, and after 30 days nothing is undone', async () => {
    const { promo } = await crowd(2)
    const chosen = await post('/admin/actions', { portee: 'tous', promo })
    const address = chosen.headers.get('location')!
    const wrong = await post(address, { action: 'dues', tier: 'x', from: 'demain', until: '' })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('Saisissez une date')
    // What one action asks for stands under it, and the one that was chosen still is; without one nothing is done.
    expect(again).toMatch(/<input[^>]*type="radio"[^>]*name="action"[^>]*checked=""[^>]*value="dues"/)
    expect(again.match(/class="choice-inside/g)).toHaveLength(6)
    expect((await post(address, { tier: 'x' })).status).toBe(422)
    await work(address)
    expect(await states(address)).toEqual({ waiting: 2 })
    await post(address, { action: 'value', field: 'remarks', value: 'vu' })
    const confirm = await page(`${address}/confirmation`)
    expect(confirm).toContain('Changer 2 personnes')
    await post(`${address}/confirmation`, {})
    await work(address)
    expect((await get(`${address}/confirmation`)).status).toBe(303)
    await post(address, { action: 'invitation' })
    expect(await rows(sql`SELECT "action" FROM "bulk_run" WHERE "id" = ${idOf(address)}`)).toEqual([
      { action: 'value' },
    ])
    await rows(sql`UPDATE "bulk_run" SET "startedAt" = "startedAt" - interval '31 days' WHERE "id" = ${idOf(address)}`)
    expect((await get(`${address}/annuler`)).status).toBe(303)
    const late = await post(`${address}/annuler`, {})
    expect(await page(late.headers.get('location')!)).toContain('Il est trop tard')
    expect(await rows(sql`SELECT FROM "bulk_run" WHERE "id" = ${idOf(address)} AND "state" = 'done'`)).toHaveLength(1)
    expect(await page(address)).not.toContain('Annuler cette action')
  })
})
