import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { facturXAttachment, facturXml } from '#app/domain/documents/factur-x.ts'
import { paperColour, pdfAnswer } from '#app/domain/documents/piece-answer.server.ts'
import { readInvoice } from '#app/domain/documents/read-pieces.server.ts'
import { translatorFor } from '#app/i18n/translator.ts'

/** GET `/recus/facture/:id`: the invoice or credit note; to a company, with Factur-X inside. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const piece = await readInvoice(ctx, args.params.id)
  const { language } = piece
  const look = { t: translatorFor(language, ctx.tenant.config), language, colour: paperColour(ctx) }
  const xml = piece.toCompany ? facturXAttachment(await facturXml(piece)) : undefined
  // Drawn by a library of 20 MB, fetched with the first paper.
  const { invoicePaper } = await import('#app/domain/documents/invoice-paper.ts')
  return pdfAnswer(await invoicePaper(piece, look, xml), piece.reference)
}
