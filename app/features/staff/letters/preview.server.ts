/** A letter as its readers' programs will draw it, for a reader of our invention (B19). */
import { MAIL_DOCUMENT } from '#app/context/mail-document.ts'
import type { Ctx } from '#app/context/open.ts'
import { letterLetter } from '#app/domain/letters/letter.email.tsx'
import { showBlocks } from '#app/domain/letters/shown-blocks.server.ts'
import { READERS, WORST_READERS } from '#app/domain/letters/worst-readers.ts'
import type { Letter } from '#app/domain/mail/letter.ts'
import { originOf } from '#app/domain/mail/origin.ts'
import { writeLetter } from '#app/domain/mail/write-letter.tsx'
import { findLetter } from './edit-letter.server.ts'

/** Nobody’s: the way out of the list is drawn, and leads to nobody. */
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** @returns the mail as a document; its text twin with `format=texte` */
export async function previewResponse(ctx: Ctx, id: string): Promise<Response> {
  const { tenant, now, language, url } = ctx
  const letter = await findLetter(ctx, id)
  const as = WORST_READERS.find((one) => one === url.searchParams.get('comme')) ?? 'nameless'
  const reading = { channel: 'mail' as const, base: originOf(tenant), reader: ctx, now }
  const blocks = await ctx.sql((query) => showBlocks({ query, tenant }, letter, reading))
  const data = { letter: id, subject: letter.subject, blocks, now: now.toISOString(), ...READERS[as] }
  const envelope = { id: NOBODY, personId: NOBODY, listId: letter.audience.list, to: 'apercu@exemple.fr', language }
  const mail = await writeLetter(tenant, letterLetter as unknown as Letter, data, envelope)
  const isText = url.searchParams.get('format') === 'texte'
  return new Response(isText ? `${mail.subject}\n\n${mail.text}` : mail.html, {
    headers: {
      'Content-Type': `text/${isText ? 'plain' : 'html'}; charset=utf-8`,
      'Content-Security-Policy': MAIL_DOCUMENT,
      'Cache-Control': 'no-store',
    },
  })
}
