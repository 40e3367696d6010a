import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { open } from '#app/context/open.ts'
import { goToPay } from './payment-page.server.ts'

/** GET `/paiement/:id/payer`: on to Stripe's page, with what is limited kept for as long again. */
export async function loader(args: LoaderFunctionArgs) {
  return redirect(await goToPay(await open(args), args.params.id))
}
