/** Pictures and PDFs of a conversation, authorised each time they are fetched. */
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { storedAnswer } from '#app/domain/files/stored-answer.server.ts'
import type { Found } from '#app/domain/messages/between.server.ts'
import type { Correspondent } from './correspondent.server.ts'
import { ownConversation } from './own-conversation.server.ts'

export interface ShownFile extends RowOf<'message_file', 'id' | 'n' | 'bytes'> {
  picture: boolean
}

/** @returns files of messages of a page, by the numbers of the oldest and the newest */
export async function filesOf(
  { ctx }: Correspondent,
  query: Query,
  { id }: Pick<Found, 'id'>,
  [from, to]: readonly [number, number],
): Promise<ShownFile[]> {
  return query<ShownFile>(sql`SELECT "id", "n", "contentType" = 'image/jpeg' AS "picture", "bytes" FROM "message_file"
    WHERE "tenantId" = ${ctx.tenant.id} AND "conversationId" = ${id} AND "n" BETWEEN ${from} AND ${to} ORDER BY "id"`)
}

type Row = RowOf<'message_file', 'fileKey' | 'contentType' | 'n'>

/** @throws Response 404 for everybody who does not read the message now, as for a file that is not there */
export async function messageFile(one: Correspondent, conversation: string, file: string): Promise<Response> {
  const { ctx } = one
  const row = await ctx.sql(async (query) => {
    const { id, seat } = await ownConversation(one, query, conversation)
    if (!isUuid(file)) return undefined
    const [found] = await query<Row>(sql`SELECT f."fileKey", f."contentType", f."n" FROM "message_file" f
      JOIN "message" m ON m."tenantId" = ${ctx.tenant.id} AND m."conversationId" = f."conversationId" AND m."n" = f."n"
      WHERE f."tenantId" = ${ctx.tenant.id} AND f."id" = ${file} AND f."conversationId" = ${id}
        AND (m."seat" = ${seat} OR NOT m."withheld")`)
    return found
  })
  if (!row) throw notFound()
  const picture = row.contentType === 'image/jpeg'
  const name = `message-${row.n}.${picture ? 'jpg' : 'pdf'}`
  return storedAnswer(row.fileKey, {
    'Content-Type': row.contentType,
    'Content-Disposition': `${picture ? 'inline' : 'attachment'}; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}
