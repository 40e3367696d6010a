/**
 * Faces of the demo's people, so that lists look like lists of people: drawn ones, nobody's. Parts are Open Peeps by
 * Pablo Stanley (CC0 1.0), put together by @dicebear (MIT) on this machine; see docs/demo-portraits.md.
 */
import { createAvatar } from '@dicebear/core'
import * as openPeeps from '@dicebear/open-peeps'
import sharp from 'sharp'
import { env } from '#app/context/env.ts'
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { wordsOf } from '../people/random.ts'

/** Per cent of people who put their photograph there. */
const SHARE = 60
/** Drawings of each kind: drawn once, shared by many. */
const DRAWN = 30
const SIDE = 256
/** Years since the diploma from which hair may be grey. */
const GREY_AFTER = 28
const AT_ONCE = 32

const HEADS = {
  Mme: wordsOf(`bangs bangs2 bun buns long longBangs longCurly medium1 medium2 medium3 mediumBangs mediumBangs2
    mediumBangs3 mediumStraight afro cornrows2 hijab`),
  'M.': wordsOf(
    'short1 short2 short3 short4 short5 flatTop flatTopLong pomp shaved1 shaved2 twists twists2 dreads1 noHair2',
  ),
}
const GREY = { Mme: wordsOf('grayBun grayMedium mediumStraight'), 'M.': wordsOf('grayShort noHair1 noHair3 shaved3') }
const FACES = wordsOf('smile calm driven lovingGrin1')
const GLASSES = wordsOf('glasses glasses2 glasses3 glasses4')
const BEARDS = wordsOf('chin full full2 goatee1 goatee2 moustache1')
const HAIR = wordsOf('2c1b18 4a312c 724133 a55728 b58143 d6b370')
const SKIN = wordsOf('ffdbb4 edb98a d08b5b ae5d29 694d3d')
const GROUND = wordsOf('e3ecf7 efe6f7 e6f4ec fbeee0 f7e6e9 e4f3f5')

type Civility = keyof typeof HEADS

/** The same number for the same text, wherever it is worked out. */
function numberOf(text: string): number {
  let hash = 2166136261
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619)
  return (hash ^ (hash >>> 15)) >>> 0
}

const drawn = new Map<string, Promise<Uint8Array>>()

/** @returns a WebP of 256 px, drawn once in a process */
function draw(civility: Civility, grey: boolean, number: number): Promise<Uint8Array> {
  const seed = `${civility} ${grey} ${number}`
  const known = drawn.get(seed)
  if (known) return known
  const svg = createAvatar(openPeeps, {
    seed,
    size: SIDE,
    head: (grey ? GREY : HEADS)[civility] as never,
    face: FACES as never,
    accessories: GLASSES as never,
    accessoriesProbability: grey ? 55 : 25,
    facialHair: BEARDS as never,
    facialHairProbability: civility === 'M.' ? 35 : 0,
    maskProbability: 0,
    headContrastColor: HAIR,
    skinColor: SKIN,
    backgroundColor: GROUND,
  }).toString()
  const made = sharp(Buffer.from(svg))
    .resize(SIDE, SIDE)
    .webp({ quality: 80 })
    .toBuffer()
    .then((bytes) => new Uint8Array(bytes))
  drawn.set(seed, made)
  return made
}

type Face = RowOf<'person', 'id' | 'handle' | 'civility' | 'promotion'>

/** Which drawing is whose: by the address of the page, so the same at every seeding. */
async function faceOf({ handle, civility, promotion }: Face, now: Date): Promise<Uint8Array> {
  const number = numberOf(handle)
  const grey = promotion !== null && now.getUTCFullYear() - promotion >= GREY_AFTER && number % 3 > 0
  return draw(civility === 'M.' ? 'M.' : 'Mme', grey, (number >>> 8) % DRAWN)
}

const FILES: BulkTable = {
  name: 'stored_file',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', personId: 'uuid', purpose: 'text', key: 'text', contentType: 'text' },
    ...{ bytes: 'integer', createdAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}

const PLACE = { folder: 'photo', extension: 'webp', contentType: 'image/webp' }

/**
 * Gives three people in five a face. Each has a file of their own: who takes their photograph away takes nobody
 * else's.
 * @param without handles of people whose photograph is still to be added
 */
export async function addPortraits(query: Query, { id: tenantId }: Scope, without: readonly string[], now: Date) {
  const people = await query<Face>(sql`SELECT "id", "handle", "civility", "promotion" FROM "person"
    WHERE "tenantId" = ${tenantId} AND "civility" IS NOT NULL AND "photo" IS NULL`)
  const shown = people.filter(({ handle }) => numberOf(handle) % 100 < SHARE && !without.includes(handle))
  const store = fileStore(env().FILES_URL)
  const rows: object[] = []
  for (let at = 0; at < shown.length; at += AT_ONCE)
    rows.push(
      ...(await Promise.all(
        shown.slice(at, at + AT_ONCE).map(async (person) => {
          const bytes = await faceOf(person, now)
          const key = await store.put(bytes, PLACE)
          const file = { tenantId, id: uuidv7(now.getTime()), personId: person.id, purpose: 'photo', key }
          return { ...file, contentType: PLACE.contentType, bytes: bytes.byteLength, createdAt: now }
        }),
      )),
    )
  await query(insertRows(FILES, rows as never))
  await query(sql`UPDATE "person" p SET "photo" = f."id"::text FROM "stored_file" f
    WHERE p."tenantId" = ${tenantId} AND f."tenantId" = ${tenantId} AND f."personId" = p."id" AND f."purpose" = 'photo'
      AND p."photo" IS NULL`)
}
