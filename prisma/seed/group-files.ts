/** What groups of the demo keep: documents in folders, drawn pictures, a mail that left and one that waits. */
import sharp from 'sharp'
import { env } from '#app/context/env.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import { DOCUMENTS, MAILS, PICTURES } from './group-files.data.ts'

const DAY = 86_400_000
const [WIDTH, HEIGHT] = [1200, 900]

/** A page with one line on it, as small as a PDF can be. */
export function paper(line: string): Uint8Array {
  const text = line.replace(/[^\x20-\x7e]/g, '').replace(/[()\\]/g, '')
  const stream = `BT /F1 20 Tf 72 740 Td (${text}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = body.length
    body += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const count = objects.length + 1
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}`
  const end = `trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(`${body}${table}${end}`)
}

const draw = (shapes: string): Promise<Buffer> =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">${shapes}</svg>`))
    .resize(WIDTH, HEIGHT)
    .jpeg({ quality: 82 })
    .toBuffer()

function store(bytes: Uint8Array, extension: 'pdf' | 'jpg'): Promise<string> {
  const contentType = extension === 'pdf' ? 'application/pdf' : 'image/jpeg'
  return fileStore(env().FILES_URL).put(bytes, { folder: 'groups', extension, contentType })
}

interface Led {
  groupId: string
  personId: string
}

async function addDocuments(query: Query, { id: tenantId }: Scope, { groupId, personId }: Led, now: Date) {
  for (const [i, { folder, title }] of DOCUMENTS.entries()) {
    const bytes = paper(title)
    const at = new Date(now.getTime() - (i + 3) * 9 * DAY)
    await query(sql`INSERT INTO "group_document" ("tenantId", "id", "groupId", "personId", "folder", "title", "fileKey",
        "contentType", "bytes", "state", "audience", "visibleFrom", "visibleUntil", "createdAt",
        "toldAt")
      VALUES (${tenantId}, ${uuidv7(at.getTime())}, ${groupId}, ${personId}, ${folder}, ${title},
        ${await store(bytes, 'pdf')}, 'application/pdf', ${bytes.byteLength}, 'published', 'group', ${at}, ${NO_END},
        ${at}, ${at})`)
  }
}

async function addPictures(query: Query, { id: tenantId }: Scope, { groupId }: Led, pictures: readonly Buffer[]) {
  const [post] = await query<{ id: string; personId: string; createdAt: Date }>(sql`SELECT "id", "personId", "createdAt"
    FROM "post" WHERE "tenantId" = ${tenantId} AND "groupId" = ${groupId} AND "state" = 'published'
    ORDER BY "createdAt" DESC LIMIT 1`)
  if (!post) return
  for (const [i, { alt }] of PICTURES.entries()) {
    const bytes = pictures[i]!
    await query(sql`INSERT INTO "post_picture" ("tenantId", "id", "postId", "groupId", "personId", "place", "alt",
        "fileKey", "bytes", "width", "height", "state", "at")
      VALUES (${tenantId}, ${uuidv7(post.createdAt.getTime())}, ${post.id}, ${groupId}, ${post.personId}, ${i + 1},
        ${alt}, ${await store(bytes, 'jpg')}, ${bytes.byteLength}, ${WIDTH}, ${HEIGHT}, 'shown', ${post.createdAt})`)
  }
}

async function addMails(query: Query, { id: tenantId, config }: Scope, { groupId, personId }: Led, now: Date) {
  for (const { subject, text, daysAgo, waits } of MAILS) {
    if (waits && config.posts.mails !== 'before') continue
    const at = new Date(now.getTime() - daysAgo * DAY)
    await query(sql`INSERT INTO "group_mail" ("tenantId", "id", "groupId", "personId", "subject", "text", "state",
        "createdAt", "sentAt")
      VALUES (${tenantId}, ${uuidv7(at.getTime())}, ${groupId}, ${personId}, ${subject}, ${text},
        ${waits ? 'pending' : 'sent'}, ${at}, ${waits ? null : at}::timestamptz)`)
  }
}

/**
 * Fills a club and a regional group that somebody leads.
 * @param adherentId whose groups go first: the demo's member is shown around them
 */
export async function addGroupFiles(query: Query, scope: Scope, adherentId: string, now: Date): Promise<void> {
  const led = await query<Led>(sql`SELECT DISTINCT ON (r."kind") m."groupId", m."personId" FROM "group_member" m
    JOIN "group" r ON r."tenantId" = ${scope.id} AND r."id" = m."groupId" AND r."kind" IN ('club', 'regional')
    WHERE m."tenantId" = ${scope.id} AND m."leads" ORDER BY r."kind",
      m."personId" = ${adherentId} DESC, m."groupId", m."personId"`)
  if (led.length === 0) return
  const pictures = await Promise.all(PICTURES.map(({ shapes }) => draw(shapes)))
  for (const one of led) {
    await addDocuments(query, scope, one, now)
    await addPictures(query, scope, one, pictures)
  }
  await addMails(query, scope, led[0]!, now)
}
