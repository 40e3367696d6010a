/** Files of messages (A20): drawn anew, authorised at each fetch for that viewer, gone with what they belong to. */
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { env } from '#app/context/env.ts'
import { sql } from '#app/db/sql.ts'
import { fileStore } from '#app/outside/files.ts'
import { messaging, rows, type Somebody, somebody } from '../../factories/messages.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const SLUG = 'supmeca'
const { get, post, text, begin, agree } = messaging(SLUG)

beforeAll(() => apply(SLUG))

const picture = () =>
  sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#336699' } })
    .withExif({ IFD0: { Copyright: 'LieuSecret' } })
    .jpeg()
    .toBuffer()
const pdf = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF')

function withFile(who: Somebody, id: string, bytes: Buffer, name: string, words = 'Voici'): Promise<Response> {
  const form = new FormData()
  form.append('text', words)
  form.append('file', new File([new Uint8Array(bytes)], name))
  return post(who, `/messagerie/${id}`, form)
}

const filesIn = (html: string, id: string) => [
  ...new Set([...html.matchAll(new RegExp(`/messagerie/${id}/fichiers/[\\w-]+`, 'g'))].map(([path]) => path)),
]

const keys = async (id: string) =>
  (
    await rows<{ fileKey: string }>(
      SLUG,
      (tenant) => sql`SELECT "fileKey" FROM "message_file"
    WHERE "tenantId" = ${tenant} AND "conversationId" = ${id}`,
    )
  ).map(({ fileKey }) => fileKey)

test('a picture is drawn anew and a PDF is saved, never opened here; both under names that say nothing', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  const id = await agree(one, other)
  expect((await withFile(one, id, await picture(), 'chez-moi.jpg')).status).toBe(303)
  expect((await withFile(one, id, pdf, 'secret-de-famille.pdf', '')).status).toBe(303)
  const page = await text(other, `/messagerie/${id}`)
  expect(page).not.toMatch(/chez-moi|secret-de-famille/)
  const [first, second] = filesIn(page, id)
  const shown = await get(other, first!)
  const bytes = Buffer.from(await shown.arrayBuffer())
  const { width, format, exif } = await sharp(bytes).metadata()
  expect({ width, format, exif, type: shown.headers.get('Content-Type') }).toEqual({
    ...{ width: 1600, format: 'jpeg', exif: undefined, type: 'image/jpeg' },
  })
  const paper = await get(other, second!)
  expect(paper.headers.get('Content-Disposition')).toMatch(/^attachment; filename="message-\d+\.pdf"$/)
  for (const answer of [shown, paper]) {
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
  }
})

test('A20: a link captured by one fails for another, and for who left; each answer is the same 404', async () => {
  const [one, other, third] = [await somebody(SLUG), await somebody(SLUG), await somebody(SLUG)]
  const id = await agree(one, other)
  await withFile(one, id, pdf, 'a.pdf')
  const [path] = filesIn(await text(other, `/messagerie/${id}`), id)
  const elsewhere = await agree(third, other)
  expect((await get(one, path!)).status).toBe(200)
  expect((await get(third, path!)).status).toBe(404)
  expect((await get(third, path!.replace(id, elsewhere))).status).toBe(404)
  expect((await get(other, path!.replace(id, elsewhere))).status).toBe(404)
  await post(other, `/messagerie/${id}`, { intent: 'leave' })
  expect((await get(other, path!)).status).toBe(404)
  expect((await get(one, path!)).status).toBe(200)
})

test('what a block withholds is not fetched either', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  const id = await agree(one, other)
  await post(other, `/profil/${one.handle}/contact`, { intent: 'block' })
  await withFile(one, id, pdf, 'a.pdf')
  const [path] = filesIn(await text(one, `/messagerie/${id}`), id)
  expect((await get(one, path!)).status).toBe(200)
  expect((await get(other, path!)).status).toBe(404)
})

test('what is no picture and no PDF is refused with what was typed; of a refused message no file is kept', async () => {
  const [one, other] = [await somebody(SLUG), await somebody(SLUG)]
  const id = await agree(one, other)
  const refused = await withFile(one, id, Buffer.from('<svg onload="alert(1)"/>'), 'a.png', 'À garder')
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('À garder')
  expect((await withFile(one, id, Buffer.alloc(6 * 1024 * 1024), 'a.pdf')).status).toBe(422)
  const waiting = await begin(one, await somebody(SLUG))
  expect((await withFile(one, waiting, pdf, 'a.pdf')).status).toBe(403)
  expect([...(await keys(id)), ...(await keys(waiting))]).toEqual([])
  await withFile(one, id, pdf, 'a.pdf')
  const [key] = await keys(id)
  expect(await fileStore(env().FILES_URL).has(key!)).toBe(true)
})
