/** A paper in its reviewer's hands: each opening is written down. */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { readPaper } from './papers.server.ts'
import { lockRequest } from './request-rows.server.ts'

/** @throws Response 404 for a request of another association, one that is decided, or one without a paper */
export async function openPaper(ctx: Ctx, id: string | undefined): Promise<Response> {
  const request = await ctx.sql(async (query) => {
    const waiting = isUuid(id) ? await lockRequest(query, ctx.tenant.id, id, 'waiting') : undefined
    if (waiting?.fileKey)
      await audit(query, ctx, 'request.paper', { subjectId: waiting.id, detail: { kind: waiting.kind } })
    return waiting
  })
  const bytes = request?.fileKey ? await readPaper(ctx.tenant.id, request.fileKey) : undefined
  if (!bytes || !request?.fileType) throw notFound()
  const isPicture = request.fileType === 'image/jpeg'
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': request.fileType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `${isPicture ? 'inline' : 'attachment'}; filename="piece.${isPicture ? 'jpg' : 'pdf'}"`,
      'Cache-Control': 'no-store',
    },
  })
}
