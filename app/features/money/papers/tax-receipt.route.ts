import type { LoaderFunctionArgs } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { paperColour, pdfAnswer } from '#app/domain/documents/piece-answer.server.ts'
import { readTaxReceipt } from '#app/domain/documents/read-pieces.server.ts'
import { translatorFor } from '#app/i18n/translator.ts'

/** GET `/recus/fiscal/:id`: a tax receipt, in French whatever the page's language. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const piece = await readTaxReceipt(ctx, args.params.id)
  const t = translatorFor('fr', ctx.tenant.config)
  // Drawn by a library of 20 MB, fetched with the first paper.
  const { taxReceiptPaper } = await import('#app/domain/documents/tax-receipt-paper.ts')
  return pdfAnswer(await taxReceiptPaper(piece, { t, colour: paperColour(ctx) }), piece.reference)
}
