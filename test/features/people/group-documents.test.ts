/** Documents of groups (I15): who adds, finds, fetches and deletes them, by folder; what waits; what erasure takes. */
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { env } from '#app/context/env.ts'
import { sql } from '#app/db/sql.ts'
import { fileStore } from '#app/outside/files.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { get, PDF, photograph, post, postFiles, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const BEFORE = 'relecture'
const HERE = '/groupes/afterwork/documents'

beforeAll(async () => {
  const posts = { ...tenantFile('supmeca').posts, moderation: 'before' as const }
  await apply('supmeca', { ...tenantFile('supmeca'), slug: BEFORE, posts })
})

async function member(slug = 'supmeca'): Promise<Somebody> {
  const who = await somebody(slug)
  await post(who, '/groupes/afterwork', { intent: 'join' }, slug)
  return who
}

async function leader(slug = 'supmeca'): Promise<Somebody> {
  const who = await member(slug)
  await inside(slug, (query, scope) =>
    query(sql`UPDATE "group_member" SET "leads" = TRUE WHERE "tenantId" = ${scope.id} AND "personId" = ${who.id}
      AND "groupId" = ${fileGroupId(scope.id, 'afterwork')}`),
  )
  return who
}

const add = (who: Seat, title: string, more: Parameters<typeof postFiles>[2] = {}, slug?: string) =>
  postFiles(who, HERE, { intent: 'add', title, file: { name: 'secret.pdf', bytes: PDF }, ...more }, slug)

/** The address of the document of that title on a page. */
function fileOf(page: string, title: string): string | undefined {
  return page.match(new RegExp(`href="(${HERE}/[\\w-]+)"[^>]*>${title}<`))?.[1]
}

const keys = (slug: string) =>
  inside(slug, (query, scope) =>
    query<{ fileKey: string; personId: string }>(sql`SELECT "fileKey", "personId" FROM "group_document"
      WHERE "tenantId" = ${scope.id}`),
  )

test('leaders add documents to folders, members where the group says so; each is fetched by its people alone', async () => {
  const [one, mate, stranger] = [await leader(), await member(), await somebody('supmeca')]
  expect((await add(one, 'Statuts', { folder: 'Vie du club' })).status).toBe(303)
  const page = await text(mate, HERE)
  expect(page).toContain('Vie du club')
  expect(page).not.toContain('secret.pdf')
  const file = fileOf(page, 'Statuts')!
  const answer = await get(mate, file)
  expect({ status: answer.status, cache: answer.headers.get('Cache-Control') }).toEqual({
    status: 200,
    cache: 'private, no-store',
  })
  expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="Statuts.pdf"/)
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')

  expect((await get(stranger, HERE)).status).toBe(403)
  expect((await add(mate, 'À moi')).status).toBe(403)
  await post(one, '/groupes/afterwork/gerer', { intent: 'documents', documentsBy: 'members' })
  expect((await add(mate, 'Photo de groupe', { file: { name: 'a.png', bytes: await photograph() } })).status).toBe(303)
  const picture = fileOf(await text(one, HERE), 'Photo de groupe')!
  const bytes = Buffer.from(await (await get(one, picture)).arrayBuffer())
  const { width, format, exif } = await sharp(bytes).metadata()
  expect({ width, format, exif }).toEqual({ width: 1600, format: 'jpeg', exif: undefined })

  // Only its author and who runs the group delete one; only who runs it renames a folder.
  expect((await post(mate, HERE, { intent: 'rename', from: 'Vie du club', to: 'Pris' })).headers.get('Location')).toBe(
    HERE,
  )
  await post(one, HERE, { intent: 'rename', from: 'Vie du club', to: 'Bureau' })
  expect(await text(mate, HERE)).toContain('Bureau')
  const id = file.split('/').at(-1)!
  const before = await keys('supmeca')
  expect((await post(mate, HERE, { intent: 'remove', document: id })).headers.get('Location')).toBe(HERE)
  expect((await get(mate, file)).status).toBe(200)
  expect((await post(one, HERE, { intent: 'remove', document: id })).headers.get('Location')).toContain('removed')
  expect((await get(mate, file)).status).toBe(404)
  const gone = before.filter(({ fileKey }) => fileKey.endsWith('.pdf'))
  expect(await Promise.all(gone.map(({ fileKey }) => fileStore(env().FILES_URL).has(fileKey)))).toEqual([false])
})

test('A20: a link captured by one fails for another, and for who left, the author too; each answer is the same 404', async () => {
  const [one, mate, stranger] = [await leader(), await member(), await somebody('supmeca')]
  await add(one, 'Budget')
  await post(one, '/groupes/afterwork/gerer', { intent: 'documents', documentsBy: 'members' })
  await add(mate, 'Notes')
  const page = await text(mate, HERE)
  const [budget, notes] = [fileOf(page, 'Budget')!, fileOf(page, 'Notes')!]
  expect((await get(mate, budget)).status).toBe(200)
  const [absent, denied] = [
    await get(stranger, `${HERE}/018f0000-0000-7000-b000-000000000001`),
    await get(stranger, budget),
  ]
  expect([absent.status, denied.status]).toEqual([404, 404])
  expect((await get(mate, budget.replace('afterwork', 'sud-ouest'))).status).toBe(404)
  await post(mate, '/groupes/afterwork', { intent: 'leave' })
  for (const file of [budget, notes]) expect((await get(mate, file)).status, file).toBe(404)
  expect((await get(one, notes)).status).toBe(200)
  expect((await get(one, budget)).status).toBe(200)
})

test('who is kept apart from the author finds no document of theirs; a third person loses nothing', async () => {
  const [one, apart, third] = [await leader(), await member(), await member()]
  await add(one, 'Plan d’accès')
  await post(one, HERE.replace('documents', 'gerer'), { intent: 'documents', documentsBy: 'members' })
  await add(apart, 'Covoiturage', { folder: 'Trajets' })
  const file = fileOf(await text(apart, HERE), 'Plan d’accès')!
  const theirs = fileOf(await text(one, HERE), 'Covoiturage')!
  await post(apart, `/profil/${one.handle}/contact`, { intent: 'block' })
  expect(await text(apart, HERE)).not.toContain('Plan d’accès')
  expect((await get(apart, file)).status).toBe(404)
  // Who leads the group neither: no document, no folder of such alone.
  expect(await text(one, HERE)).not.toMatch(/Covoiturage|Trajets/)
  expect((await get(one, theirs)).status).toBe(404)
  const rename = { intent: 'rename', from: 'Trajets', to: 'Pris' }
  expect((await post(one, HERE, rename)).headers.get('Location')).toBe(HERE)
  const remove = { intent: 'remove', document: theirs.split('/').at(-1)! }
  expect((await post(one, HERE, remove)).headers.get('Location')).toBe(HERE)
  for (const path of [file, theirs]) expect((await get(third, path)).status).toBe(200)
  expect(await text(third, HERE)).toContain('Trajets')
})

test('what is no PDF and no picture is refused in words, with what was typed; nothing of it is kept', async () => {
  const one = await leader()
  const before = (await keys('supmeca')).length
  const svg = { name: 'a.pdf', bytes: Buffer.from('<svg onload="alert(1)"/>') }
  const refused = await add(one, 'Affiche', { file: svg, folder: 'Com' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('Choisissez un PDF ou une image')
  expect(page).toContain('value="Affiche"')
  expect((await add(one, 'Lourd', { file: { name: 'a.pdf', bytes: Buffer.alloc(6 * 1024 * 1024) } })).status).toBe(422)
  expect((await add(one, '')).status).toBe(422)
  expect((await keys('supmeca')).length).toBe(before)
})

test('a closed group keeps its documents for its people, and takes no other', async () => {
  const [one, mate] = [await leader(BEFORE), await member(BEFORE)]
  await add(one, 'Mémoire', {}, BEFORE)
  const manager = await staffSeat(BEFORE, 'manager')
  await post(manager, '/admin/groupes', { intent: 'close', group: 'afterwork' }, BEFORE)
  const file = fileOf(await text(mate, HERE, BEFORE), 'Mémoire')!
  expect((await get(mate, file, BEFORE)).status).toBe(200)
  expect((await add(one, 'Trop tard', {}, BEFORE)).status).toBe(403)
  await post(manager, '/admin/groupes', { intent: 'open', group: 'afterwork' }, BEFORE)
})

test('A21: where the association reads first, a member’s document waits for a decision about this very title', async () => {
  const [one, mate, reader] = [await leader(BEFORE), await member(BEFORE), await member(BEFORE)]
  await post(one, '/groupes/afterwork/gerer', { intent: 'documents', documentsBy: 'members' }, BEFORE)
  expect((await add(mate, 'Tombola', {}, BEFORE)).headers.get('Location')).toContain('pending')
  const file = fileOf(await text(mate, HERE, BEFORE), 'Tombola')!
  expect(await text(reader, HERE, BEFORE)).not.toContain('Tombola')
  expect((await get(reader, file, BEFORE)).status).toBe(404)
  const moderator = await staffSeat(BEFORE, 'manager')
  const queue = await text(moderator, '/admin/publications', BEFORE)
  expect(queue).toContain(file)
  expect((await get(moderator, file, BEFORE)).status).toBe(200)
  const hash = queue.match(new RegExp(`${file.split('/').at(-1)}"[\\s\\S]*?name="hash" value="(\\w+)"`))![1]!
  const decide = { kind: 'document', id: file.split('/').at(-1)!, decision: 'approve' }
  const wrong = await post(moderator, '/admin/publications', { ...decide, hash: 'x' }, BEFORE)
  expect(wrong.headers.get('Location')).toContain('gone')
  await post(moderator, '/admin/publications', { ...decide, hash }, BEFORE)
  expect((await get(reader, file, BEFORE)).status).toBe(200)
})
