/** News of the demo, some with a picture drawn in the association's colours (S3). */
import sharp from 'sharp'
import { env } from '#app/context/env.ts'
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { freeSlug, slugOf } from '#app/domain/content/slugs.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { audienceOfComments } from '#app/policy/news.rules.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import { Random } from '../people/random.ts'
import { COMMENTS, type DemoNews, DRAFT, newsOf } from './news.data.ts'
import type { Everybody } from './ties.ts'

const NEWS: BulkTable = {
  name: 'news',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', slug: 'text', title: 'text', lead: 'text', text: 'text', category: 'text' },
    ...{ byline: 'text', state: 'text', audience: 'text', visibleFrom: 'timestamptz', visibleUntil: 'timestamptz' },
    ...{
      createdAt: 'timestamptz',
      toldAt: 'timestamptz',
      pictureKey: 'text',
      pictureAlt: 'text',
      pictureWidth: 'integer',
      pictureHeight: 'integer',
    },
  },
  key: ['tenantId', 'id'],
}
const DAY = 86_400_000
/** So many of each association have a picture. */
const PICTURES = 3
/** News of fewer days are told of by the worker, once the demo runs. */
const TOLD_DAYS = 14
const [WIDTH, HEIGHT] = [1200, 675]

/** Bands and discs in the association's two colours: no photograph of the demo is anybody's. */
function drawing({ primary, accent }: { primary: string; accent: string }, n: number): string {
  const at = (k: number) => 140 + ((n * 353 + k * 271) % 920)
  const discs = [0, 1, 2, 3]
    .map(
      (k) => `<circle cx="${at(k)}" cy="${(at(k + 4) * 0.55).toFixed(0)}" r="${70 + ((n + k) % 4) * 45}"
      fill="${k % 2 ? accent : '#ffffff'}" fill-opacity="${0.25 + k * 0.15}"/>`,
    )
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%"
    fill="${primary}"/><path d="M0 ${420 + n * 40} L1200 ${180 + n * 60} L1200 675 L0 675 Z" fill="${accent}"
    fill-opacity="0.45"/>${discs}</svg>`
}

async function picture({ config }: Scope, n: number) {
  const bytes = await sharp(Buffer.from(drawing(config.brand, n)))
    .jpeg({ quality: 82 })
    .toBuffer()
  const place = { folder: 'news', extension: 'jpg', contentType: 'image/jpeg' }
  const pictureKey = await fileStore(env().FILES_URL).put(bytes, place)
  const pictureAlt = `Formes aux couleurs de ${config.shortName}`
  return { pictureKey, pictureAlt, pictureWidth: WIDTH, pictureHeight: HEIGHT }
}

/** Writes the association's news, one every nine days until today, and a draft. */
export async function addNews(query: Query, scope: Scope, now: Date): Promise<void> {
  const all = newsOf(scope.config.slug)
  if (all.length === 0) return
  const slugs: string[] = []
  const row = (one: DemoNews, days: number, state: string) => {
    const at = new Date(now.getTime() - days * DAY)
    const slug = freeSlug(slugOf(one.title, 'actualite'), slugs)
    slugs.push(slug)
    const toldAt = days > TOLD_DAYS ? at : null
    const times = { visibleFrom: at, visibleUntil: NO_END, createdAt: at, toldAt }
    return { tenantId: scope.id, id: uuidv7(at.getTime()), audience: 'public', ...one, slug, state, ...times }
  }
  const rows = all.map((one, i) => row(one, 2 + i * 9, 'published'))
  const pictures = await Promise.all(rows.slice(0, PICTURES).map((_, i) => picture(scope, i)))
  const drawn = rows.map((one, i) => ({ ...one, ...pictures[i] }))
  await query(insertRows(NEWS, [...drawn, row(DRAFT, 1, 'draft')]))
}

const REMARKS: BulkTable = {
  name: 'news_comment',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', newsId: 'uuid', personId: 'uuid', text: 'text', state: 'text' },
    ...{ audience: 'text', visibleFrom: 'timestamptz', visibleUntil: 'timestamptz', createdAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}
const NEWS_THANKS: BulkTable = {
  name: 'news_thanks',
  columns: { tenantId: 'uuid', newsId: 'uuid', personId: 'uuid', at: 'timestamptz' },
  key: ['tenantId', 'newsId', 'personId'],
}
/** So many pieces of news are answered. */
const ANSWERED = 2

/** Comments and thanks under the newest news; nothing where the association wants none. */
export async function addNewsComments(query: Query, scope: Scope, { others }: Everybody, now: Date): Promise<void> {
  const people = others.filter(({ record }) => record.status !== 'décédé')
  if (!scope.config.news.comments || people.length === 0) return
  const news = await query<{ id: string; audience: string }>(sql`SELECT "id", "audience" FROM "news"
    WHERE "tenantId" = ${scope.id} AND "state" = 'published' ORDER BY "visibleFrom" DESC LIMIT ${ANSWERED}`)
  const random = new Random(scope.config.slug.length, 53)
  const remarks: object[] = []
  const thanks: object[] = []
  for (const [n, { id: newsId, audience }] of news.entries()) {
    const readers = random.several(people, Math.min(people.length, 9))
    for (const [i, text] of COMMENTS.slice(n).entries()) {
      const at = new Date(now.getTime() - (2 - i * 0.4) * DAY)
      const times = { visibleFrom: at, visibleUntil: NO_END, createdAt: at }
      const words = { text, state: 'published', audience: audienceOfComments(audience) }
      const place = { tenantId: scope.id, newsId, personId: readers[i]!.id }
      remarks.push({ ...place, ...words, ...times, id: uuidv7(at.getTime() + n) })
    }
    for (const { id: personId } of readers) thanks.push({ tenantId: scope.id, newsId, personId, at: now })
  }
  await query(insertRows(REMARKS, remarks))
  await query(insertRows(NEWS_THANKS, thanks))
}
