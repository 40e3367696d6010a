/** Pictures of articles in groups (I15): drawn anew, described, found where their article is, read first with it. */
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { env } from '#app/context/env.ts'
import { sql } from '#app/db/sql.ts'
import { fileStore } from '#app/outside/files.ts'
import { get, photograph, post, postFiles, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const BEFORE = 'relecture'
const WRITE = '/groupes/afterwork/articles/nouveau'

beforeAll(async () => {
  const posts = { ...tenantFile('supmeca').posts, moderation: 'before' as const }
  await apply('supmeca', { ...tenantFile('supmeca'), slug: BEFORE, posts })
})

async function member(slug = 'supmeca'): Promise<Somebody> {
  const who = await somebody(slug)
  await post(who, '/groupes/afterwork', { intent: 'join' }, slug)
  return who
}

async function write(who: Seat, title: string, more: Parameters<typeof postFiles>[2] = {}, slug?: string) {
  const picture = { name: 'IMG_1234_chez_moi.jpg', bytes: await photograph() }
  const form = { title, text: `Texte de ${title}`, audience: 'group', picture1: picture, alt1: 'Un pont sous la neige' }
  return postFiles(who, WRITE, { ...form, ...more }, slug)
}

const articleOf = (answer: Response) => answer.headers.get('Location')!.split('?')[0]!
const photosIn = (page: string) => [...new Set(page.match(/\/groupes\/afterwork\/photos\/[\w-]{36}/g) ?? [])]

const keysOf = (slug: string, article: string) =>
  inside(slug, (query, scope) =>
    query<{ fileKey: string }>(sql`SELECT "fileKey" FROM "post_picture" WHERE "tenantId" = ${scope.id}
      AND "postId" = ${article.split('/').at(-1)!} ORDER BY "place"`),
  )

test('a picture is drawn anew, described, and found by who reads its article: A20 for each of its ways', async () => {
  const [one, mate, stranger] = [await member(), await member(), await somebody('supmeca')]
  const wrote = await write(one, 'Sortie')
  expect(wrote.status).toBe(303)
  const page = await text(mate, articleOf(wrote))
  expect(page).toContain('alt="Un pont sous la neige"')
  expect(page).not.toContain('IMG_1234')
  const [photo] = photosIn(page)
  const answer = await get(mate, photo!)
  expect(answer.headers.get('Cache-Control')).toBe('private, no-cache')
  const { width, format, exif } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
  expect({ width, format, exif }).toEqual({ width: 1600, format: 'jpeg', exif: undefined })
  for (const path of ['/groupes/afterwork', '/groupes/afterwork/photos']) {
    expect(photosIn(await text(mate, path)), path).toContain(photo)
    expect(photosIn(await text(stranger, path)), path).not.toContain(photo)
  }
  expect([(await get(stranger, photo!)).status, (await get(stranger, `${photo!.slice(0, -1)}0`)).status]).toEqual([
    404, 404,
  ])
  await post(mate, '/groupes/afterwork', { intent: 'leave' })
  expect((await get(mate, photo!)).status).toBe(404)
  // Taken back with its article, it is gone from everywhere but for the author.
  const third = await member()
  expect((await get(third, photo!)).status).toBe(200)
  await post(one, articleOf(wrote), { intent: 'hide' })
  expect((await get(third, photo!)).status).toBe(404)
  expect(photosIn(await text(third, '/groupes/afterwork/photos'))).not.toContain(photo)
})

test('a picture without a description and a file that is no picture are refused; what was typed stays', async () => {
  const one = await member()
  const bare = await write(one, 'Sans mots', { alt1: '' })
  expect(bare.status).toBe(422)
  const page = await bare.text()
  expect(page).toContain('Décrivez la photo')
  expect(page).toContain('value="Sans mots"')
  const pdf = await write(one, 'Fichier', { picture1: { name: 'a.jpg', bytes: Buffer.from('%PDF-1.4') } })
  expect(pdf.status).toBe(422)
  expect(await pdf.text()).toContain('Choisissez une image')
})

test('at most four: a fifth has no room, and one that is taken away leaves with its bytes', async () => {
  const one = await member()
  const bytes = await photograph()
  const more = Object.fromEntries(
    [2, 3, 4].flatMap((n) => [
      [`picture${n}`, { name: 'x.jpg', bytes }],
      [`alt${n}`, `Vue ${n}`],
    ]),
  )
  const article = articleOf(await write(one, 'Quatre', more))
  const edit = `${article}/modifier`
  const words = { title: 'Quatre', text: 'Encore', audience: 'group' }
  const fifth = { picture1: { name: 'x.jpg', bytes }, alt1: 'La cinquième' }
  expect((await postFiles(one, edit, { ...words, ...fifth })).status).toBe(422)
  const [first] = photosIn(await text(one, article))
  const [{ fileKey }] = (await keysOf('supmeca', article)) as [{ fileKey: string }]
  expect((await postFiles(one, edit, { ...words, ...fifth, remove: first!.split('/').at(-1)! })).status).toBe(303)
  expect(photosIn(await text(one, article))).toHaveLength(4)
  expect((await get(one, first!)).status).toBe(404)
  expect(await fileStore(env().FILES_URL).has(fileKey)).toBe(false)
})

test('A21: of an approved article, added pictures wait and removed ones stay until the decision, which names them', async () => {
  const [one, reader] = [await member(BEFORE), await member(BEFORE)]
  const moderator = await staffSeat(BEFORE, 'manager')
  const article = articleOf(await write(one, 'Relu', {}, BEFORE))
  const id = article.split('/').at(-1)!
  const hashIn = async () =>
    (await text(moderator, '/admin/publications', BEFORE)).match(
      new RegExp(`data-post="${id}"[\\s\\S]*?name="hash" value="(\\w+)"`),
    )?.[1]
  const decide = async (kind: string, hash: string, decision = 'approve') =>
    (await post(moderator, '/admin/publications', { kind, id, hash, decision, because: 'Non' }, BEFORE)).headers.get(
      'Location',
    )
  const edit = (more: Parameters<typeof postFiles>[2]) =>
    postFiles(one, `${article}/modifier`, { title: 'Relu', text: 'Texte de Relu', audience: 'group', ...more }, BEFORE)
  const stale = (await hashIn())!
  await edit({ picture1: { name: 'x.jpg', bytes: await photograph() }, alt1: 'Ajoutée avant' })
  expect(await decide('post', stale)).toContain('gone')
  expect(await decide('post', (await hashIn())!)).toContain('approved')
  const [first, second] = photosIn(await text(reader, article, BEFORE))
  expect(second).toBeDefined()

  await edit({
    remove: first!.split('/').at(-1)!,
    picture1: { name: 'x.jpg', bytes: await photograph() },
    alt1: 'Nouvelle',
  })
  expect(photosIn(await text(reader, article, BEFORE))).toEqual([first, second])
  const waiting = photosIn(await text(one, article, BEFORE)).find((photo) => photo !== first && photo !== second)!
  expect((await get(reader, waiting, BEFORE)).status).toBe(404)
  expect((await get(moderator, waiting, BEFORE)).status).toBe(200)
  const keys = await keysOf(BEFORE, article)
  expect(await decide('change', (await hashIn())!, 'approve')).toContain('approved')
  expect(photosIn(await text(reader, article, BEFORE))).toEqual([second, waiting])
  expect((await get(reader, first!, BEFORE)).status).toBe(404)
  expect(await fileStore(env().FILES_URL).has(keys[0]!.fileKey)).toBe(false)
})
