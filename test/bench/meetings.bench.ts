/**
 * A list of 5,000 conversations beside one of 20, and a group of 80,000 people beside one of 20, on one site and in
 * turns (A25): the same pages, signed in, by people who read as much of others. Then an article to each group.
 */
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { newSessionSecret } from '#app/context/session.ts'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { fanOut } from '#app/domain/notices/fan-out.task.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { median, note, say, sayRatio } from './report.ts'
import { fetchFrom, type Served, startSite } from './site-process.ts'
import { asked, BIG, fill, openServer, openShop } from './world.ts'

const SLUG = 'grande'
const HOST = `${SLUG}.localhost`
const [FEW, MANY] = [20, 5_000]
const [SMALL_GROUP, BIG_GROUP] = ['visites-culturelles', 'conferences']
const WARM = 20
const PAIRS = 120
const NOW = new Date()

/** Somebody paid up, signed in. */
interface Reader {
  personId: string
  cookie: string
}

const run = (tenant: Tenant, statement: Sql) =>
  inTenantSql(tenant.id, (query) => query(statement), { statementTimeout: 600_000 })

/** Everybody has an account and dues in force: all of a group are told of its articles. */
async function seatEverybody(tenant: Tenant): Promise<void> {
  await run(
    tenant,
    sql`INSERT INTO "account" ("tenantId", "id", "door", "login", "personId", "createdAt")
    SELECT ${tenant.id}::uuid, gen_random_uuid(), 'people', p."handle", p."id", ${NOW}::timestamptz FROM "person" p
    WHERE p."tenantId" = ${tenant.id} AND NOT EXISTS (SELECT 1 FROM "account" a WHERE a."tenantId" = ${tenant.id}
      AND a."personId" = p."id") ON CONFLICT DO NOTHING`,
  )
  await run(
    tenant,
    sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "source")
    SELECT ${tenant.id}::uuid, gen_random_uuid(), p."id", 'bench', '2020-01-01'::timestamptz, 'bench' FROM "person" p
    WHERE p."tenantId" = ${tenant.id} ON CONFLICT DO NOTHING`,
  )
}

/** @returns two people of the same year, whose lists differ in nothing but their length */
async function readers(tenant: Tenant): Promise<[Reader, Reader]> {
  const people = (await run(
    tenant,
    sql`SELECT p."id", a."id" AS "accountId" FROM "person" p
    JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = p."id"
    WHERE p."tenantId" = ${tenant.id} AND p."status" = 'en activité' AND p."promotion" = 2000
      AND cardinality(p."siteChoices") = 0 ORDER BY p."handle" LIMIT 2`,
  )) as { id: string; accountId: string }[]
  const seats = people.map(({ id, accountId }) => ({ personId: id, accountId, ...newSessionSecret() }))
  for (const { id, accountId } of seats)
    await run(
      tenant,
      sql`INSERT INTO "session" ("tenantId", "id", "accountId", "createdAt", "seenAt", "expiresAt")
      VALUES (${tenant.id}, ${id}, ${accountId}, ${NOW}, ${NOW}, ${new Date(NOW.getTime() + 3_600_000)})`,
    )
  return seats.map(({ personId, secret }) => ({ personId, cookie: `session=${secret}` })) as [Reader, Reader]
}

/** Unread conversations of that many others with the reader, one message each. */
async function converse(tenant: Tenant, { personId }: Reader, count: number): Promise<void> {
  const others = sql`SELECT p."id", row_number() OVER (ORDER BY p."id") AS "i" FROM "person" p
    WHERE p."tenantId" = ${tenant.id} AND p."id" <> ${personId}::uuid AND p."status" = 'en activité'
      AND cardinality(p."siteChoices") = 0 ORDER BY p."id" LIMIT ${count}`
  await run(
    tenant,
    sql`WITH o AS MATERIALIZED (SELECT gen_random_uuid() AS "c", o."id",
        ${NOW}::timestamptz - o."i" * interval '1 minute' AS "at" FROM (${others}) o),
      c AS (INSERT INTO "conversation" ("tenantId", "id", "createdAt", "lastAt", "asked", "accepted", "messages")
        SELECT ${tenant.id}::uuid, o."c", o."at", o."at", TRUE, TRUE, 1 FROM o RETURNING 1),
      s AS (INSERT INTO "conversation_seat" ("tenantId", "conversationId", "seat", "personId", "state", "lastAt",
          "lastNumber", "theirLast")
        SELECT ${tenant.id}::uuid, o."c", 0, o."id", 'open', o."at", 1, 0 FROM o
        UNION ALL SELECT ${tenant.id}::uuid, o."c", 1, ${personId}::uuid, 'open', o."at", 1, 1 FROM o RETURNING 1)
    INSERT INTO "message" ("tenantId", "conversationId", "n", "seat", "personId", "text", "folded", "at")
    SELECT ${tenant.id}::uuid, o."c", 1, 0, o."id", 'Bonjour', 'bonjour', o."at" FROM o RETURNING 1`,
  )
}

/** Both readers are in both groups, and read their articles. */
async function gather(tenant: Tenant, slug: string, people: number, own: readonly Reader[]): Promise<void> {
  const id = fileGroupId(tenant.id, slug)
  const ids = own.map(({ personId }) => personId)
  await run(
    tenant,
    sql`INSERT INTO "group" ("tenantId", "id", "slug", "kind", "joining", "createdAt")
    VALUES (${tenant.id}, ${id}, ${slug}, 'club', 'open', ${NOW}) ON CONFLICT DO NOTHING`,
  )
  await run(tenant, sql`DELETE FROM "group_member" WHERE "tenantId" = ${tenant.id} AND "groupId" = ${id}`)
  await run(tenant, sql`DELETE FROM "post" WHERE "tenantId" = ${tenant.id} AND "groupId" = ${id}`)
  await run(
    tenant,
    sql`INSERT INTO "group_member" ("tenantId", "groupId", "personId", "state", "leads", "at")
    SELECT ${tenant.id}::uuid, ${id}::uuid, p."id", 'member', p."id" = ${ids[0]}::uuid, ${NOW}::timestamptz
    FROM "person" p WHERE p."tenantId" = ${tenant.id} ORDER BY NOT p."id" = ANY(${ids}::uuid[]), md5(p."handle")
    LIMIT ${people} ON CONFLICT DO NOTHING`,
  )
  await run(
    tenant,
    sql`INSERT INTO "post" ("tenantId", "id", "groupId", "personId", "title", "text", "state", "audience",
      "visibleFrom", "visibleUntil", "createdAt", "toldAt")
    SELECT ${tenant.id}::uuid, gen_random_uuid(), ${id}::uuid, ${ids[0]}::uuid, 'Article ' || i, 'Texte', 'published',
      'group', ${NOW}::timestamptz - i * interval '1 day', '9999-12-31', ${NOW}::timestamptz, ${NOW}::timestamptz
    FROM generate_series(1, 20) i RETURNING 1`,
  )
}

interface Asked {
  path: string
  cookie: string
}

async function took({ port }: Served, { path, cookie }: Asked): Promise<number> {
  const started = performance.now()
  const { status } = await fetchFrom(port, HOST, path, { cookie })
  if (status !== 200) throw new Error(`${path} answers ${status}`)
  return performance.now() - started
}

/** Pages in turns, the shorter one first and last alternately. */
async function compare(site: Served, what: string, few: Asked, many: Asked): Promise<void> {
  const [less, more] = [[] as number[], [] as number[]]
  for (let i = 0; i < WARM; i++) for (const one of [few, many]) await took(site, one)
  for (let i = 0; i < PAIRS; i++)
    for (const one of i % 2 ? [few, many] : [many, few]) (one === few ? less : more).push(await took(site, one))
  const detail = `${median(more).toFixed(1)} ms against ${median(less).toFixed(1)}`
  sayRatio(what, median(more) / median(less), { most: 1.3 }, detail)
}

/** An article in each group: the answer, and how long the worker takes to tell everybody. */
async function tellBoth(site: Served, tenant: Tenant, { cookie }: Reader): Promise<void> {
  const answers: number[] = []
  for (const slug of [SMALL_GROUP, BIG_GROUP]) {
    const times: number[] = []
    for (let i = 0; i < 9; i++) {
      const form = { title: `Pour tous ${i}`, text: 'Bonjour', audience: 'group' }
      const started = performance.now()
      const answer = await fetchFrom(site.port, HOST, `/groupes/${slug}/articles/nouveau`, { cookie, form })
      if (answer.status !== 303 && answer.status !== 302) throw new Error(`an article answers ${answer.status}`)
      times.push(performance.now() - started)
      if (i < 8) await run(tenant, sql`UPDATE "post" SET "toldAt" = ${NOW} WHERE "tenantId" = ${tenant.id}`)
    }
    answers.push(median(times))
    const started = performance.now()
    await fanOut(tenant, new Date())
    const seconds = (performance.now() - started) / 1000
    const met = seconds <= 60
    say({ what: `everybody of ${slug} is told`, value: `${seconds.toFixed(1)} s`, goal: '≤ 60 s', met })
  }
  const detail = `${answers[1]!.toFixed(1)} ms against ${answers[0]!.toFixed(1)}`
  sayRatio('an article to 80,000, over one to 20', answers[1]! / answers[0]!, { most: 2 }, detail)
}

untilStopped(async () => {
  const server = await openServer()
  const people = asked('people') ?? BIG
  const { variables } = await openShop(server, 'bench_meetings')
  note(`${SLUG}: ${people} people`)
  await fill(SLUG, people, 3)
  const tenant = (await tenantOfSlug(SLUG))!
  await seatEverybody(tenant)
  const [few, many] = await readers(tenant)
  await converse(tenant, few, FEW)
  await converse(tenant, many, Math.min(MANY, people / 2))
  await gather(tenant, SMALL_GROUP, FEW, [few, many])
  await gather(tenant, BIG_GROUP, people, [few, many])
  await server.run('VACUUM (ANALYZE)', 'bench_meetings')
  const site = await startSite({ ...variables, LOG_LEVEL: 'error' })
  const at = (path: string, reader: Reader): Asked => ({ path, cookie: reader.cookie })
  await compare(site, 'a list of 5,000 conversations, over 20', at('/messagerie', few), at('/messagerie', many))
  for (const [what, end] of [
    ['page', ''],
    ['people', '/membres'],
  ])
    await compare(
      site,
      `a group of 80,000, over one of 20: its ${what}`,
      at(`/groupes/${SMALL_GROUP}${end}`, few),
      at(`/groupes/${BIG_GROUP}${end}`, few),
    )
  await tellBoth(site, tenant, few)
  await stopAll(0)
})
