import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '../../context/open.ts'
import { translatorFor } from '../../i18n/translator.ts'
import { paperColour, pdfAnswer } from './piece-answer.server.ts'
import { readPayment } from './read-pieces.server.ts'

/** GET `/recus/paiement/:id`: the receipt of a payment. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const piece = await readPayment(ctx, args.params.id)
  const { language } = piece
  const look = { t: translatorFor(language, ctx.tenant.config), language, colour: paperColour(ctx) }
  // Drawn by a library of 20 MB, fetched with the first paper.
  const { paymentPaper } = await import('./payment-paper.ts')
  return pdfAnswer(await paymentPaper(piece, look), piece.reference)
}
