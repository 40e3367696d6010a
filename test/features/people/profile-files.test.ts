/** Photos and CVs: what is taken in, what becomes of it, and who gets to see it (I18, N2). */
import { access, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { env } from '#app/context/env.ts'
import { sql } from '#app/db/sql.ts'
import { personSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const PAGE = '/parametres/fiche?partie=photo'
const MEGABYTE = 1024 * 1024

interface Person extends Seat {
  id: string
  handle: string
}

let owner: Person
let stranger: Seat

beforeAll(async () => {
  await apply('supmeca')
  const [one, two] = await addPeople('supmeca', [
    { values: { firstName: 'Alix', lastName: 'Portrait', promotion: 1999 } },
    { values: { firstName: 'Vera', lastName: 'Regard', promotion: 2001 } },
  ])
  owner = { ...one!, ...(await personSeat('supmeca', one!.id)) }
  stranger = await personSeat('supmeca', two!.id)
})

function send(field: string, bytes: Uint8Array | Buffer, name = 'photo.png', type = 'image/png'): Promise<Response> {
  const form = new FormData()
  form.append(field, new File([new Uint8Array(bytes)], name, { type }))
  return request(HOST, PAGE, { cookie: owner.cookie, form })
}

const fetchFile = (who: Seat | undefined, kind: string) =>
  request(HOST, `/profil/${owner.handle}/${kind}`, { cookie: who?.cookie })

async function stored(): Promise<{ key: string; purpose: string; contentType: string; bytes: number }[]> {
  return inside('supmeca', (query, { id }) =>
    query(
      sql`SELECT "key", "purpose", "contentType", "bytes" FROM "stored_file" WHERE "tenantId" = ${id}
        ORDER BY "purpose"`,
    ),
  )
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })

test.each(['png', 'jpeg', 'gif'] as const)('a %s becomes a square WebP of 512 without metadata', async (format) => {
  const taken = await picture(900, 300)
    .withExif({ IFD0: { Copyright: 'LieuSecret', Make: 'Appareil' }, IFD3: { GPSLatitude: '47/1 13/1 0/1' } })
    .toFormat(format)
    .toBuffer()
  expect((await send('photo', taken)).status).toBe(303)
  const answer = await fetchFile(owner, 'photo')
  expect(answer.headers.get('Content-Type')).toBe('image/webp')
  expect(answer.headers.get('Cache-Control')).toMatch(/^private/)
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const { width, height, format: kind, exif, icc, xmp } = await sharp(bytes).metadata()
  expect([width, height, kind, exif, icc, xmp]).toEqual([512, 512, 'webp', undefined, undefined, undefined])
  expect(bytes.includes('LieuSecret')).toBe(false)
})

test('a photo that replaces another leaves nothing of it', async () => {
  await send('photo', await picture(20, 20).png().toBuffer())
  const [before] = await stored()
  await send('photo', await picture(30, 30).png().toBuffer())
  const after = await stored()
  expect(after).toHaveLength(1)
  expect(after[0]!.key).not.toBe(before!.key)
  expect(after[0]!.key).not.toContain(owner.handle)
  const folder = fileURLToPath(env().FILES_URL)
  await expect(access(`${folder}/${before!.key}`)).rejects.toThrow()
  await access(`${folder}/${after[0]!.key}`)
})

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

async function attacks(): Promise<[string, Buffer][]> {
  const png = await picture(10, 10).png().toBuffer()
  const large = Buffer.concat([png, Buffer.alloc(2 * MEGABYTE)])
  // 30,000 × 30,000 of one colour weighs little and unpacks to gigabytes.
  const flood = Buffer.from(png)
  flood.writeUInt32BE(30_000, 16)
  flood.writeUInt32BE(30_000, 20)
  return [
    ['an SVG', Buffer.from(SVG)],
    ['an SVG that begins like a PNG', Buffer.concat([png.subarray(0, 8), Buffer.from(SVG)])],
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
    ['a GIF in name only', Buffer.from('GIF89a/*<script>alert(1)</script>*/')],
    ['a WebP', await picture(10, 10).webp().toBuffer()],
    ['a TIFF', await picture(10, 10).tiff().toBuffer()],
    ['nothing', Buffer.alloc(0)],
    ['more than 2 MB', large],
    ['a flood of pixels', flood],
    ['half a JPEG', (await picture(400, 400).jpeg().toBuffer()).subarray(0, 200)],
  ]
}

test('what is no photo is refused with a reason, and the photo that was there stays', async () => {
  await send('photo', await picture(20, 20).png().toBuffer())
  const before = await stored()
  for (const [name, bytes] of await attacks()) {
    const answer = await send('photo', bytes)
    expect(answer.status, name).toBe(422)
    expect(await answer.text(), name).toContain('href="#photo"')
  }
  expect(await stored()).toEqual(before)
})

test('a picture with a script behind it keeps the picture alone', async () => {
  const polyglot = Buffer.concat([await picture(20, 20).png().toBuffer(), Buffer.from(SVG)])
  expect((await send('photo', polyglot)).status).toBe(303)
  const bytes = Buffer.from(await (await fetchFile(owner, 'photo')).arrayBuffer())
  expect(bytes.includes('script')).toBe(false)
})

test('ten megabytes are not read to their end', async () => {
  const answer = await send('photo', Buffer.alloc(10 * MEGABYTE, 1))
  expect(answer.status).toBe(413)
  expect(await answer.text()).toContain('trop lourd')
})

test('a photo is shown to whom its audience admits, and is a 404 for the others', async () => {
  await send('photo', await picture(20, 20).png().toBuffer())
  expect((await fetchFile(stranger, 'photo')).status).toBe(200)
  expect((await fetchFile(undefined, 'photo')).status).toBe(404)
  await request(HOST, '/parametres/confidentialite', { cookie: owner.cookie, form: { 'site-photo': 'nobody' } })
  expect((await fetchFile(stranger, 'photo')).status).toBe(404)
  expect((await fetchFile(owner, 'photo')).status).toBe(200)
  expect((await request(HOST, '/profil/nobody.at.all/photo', { cookie: stranger.cookie })).status).toBe(404)
})

test('a CV is a PDF that browsers save, for whom its audience admits', async () => {
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF')
  expect((await send('cv', pdf, '../../cv.pdf', 'application/pdf')).status).toBe(303)
  const answer = await fetchFile(stranger, 'cv')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toBe('application/pdf')
  expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="cv-[\w.-]+\.pdf"$/)
  expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true)
  expect((await fetchFile(undefined, 'cv')).status).toBe(404)
  for (const wrong of [Buffer.from(SVG), Buffer.concat([pdf, Buffer.alloc(5 * MEGABYTE)]), Buffer.from('MZ')])
    expect((await send('cv', wrong, 'cv.pdf', 'application/pdf')).status).toBe(422)
})

test('photo and CV are taken away with their bytes', async () => {
  for (const field of ['photo', 'cv']) {
    const form = new FormData()
    form.append('remove', field)
    expect((await request(HOST, PAGE, { cookie: owner.cookie, form })).status).toBe(303)
    expect((await fetchFile(owner, field)).status).toBe(404)
  }
  expect(await stored()).toEqual([])
  const left = await readdir(fileURLToPath(env().FILES_URL), { recursive: true })
  expect(left.filter((name) => /\.\w+$/.test(name))).toEqual([])
})
