import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { paperColour, pdfAnswer } from '#app/domain/documents/piece-answer.server.ts'
import { readPayment } from '#app/domain/documents/read-pieces.server.ts'
import { translatorFor } from '#app/i18n/translator.ts'

/** GET `/recus/paiement/:id`: the receipt of a payment. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const piece = await readPayment(ctx, args.params.id)
  const { language } = piece
  const look = { t: translatorFor(language, ctx.tenant.config), language, colour: paperColour(ctx) }
  // Drawn by a library of 20 MB, fetched with the first paper.
  const { paymentPaper } = await import('#app/domain/documents/payment-paper.ts')
  return pdfAnswer(await paymentPaper(piece, look), piece.reference)
}
