/** Dues, shop, payments, and the treasurer’s desk. */
import { type RouteConfigEntry, route } from '@remix-run/route-config'

export const money: RouteConfigEntry[] = [
  // Dues, gifts and what else is paid for.
  route('adhesion', 'features/money/dues/join.route.tsx'),
  route('acces-annuaire', 'features/money/shop/pass.route.tsx'),
  route('facturation', 'features/money/shop/billing.route.tsx'),
  route('dons', 'features/money/shop/gifts.route.tsx'),
  route('boutique', 'features/money/shop/items.route.tsx'),
  route('paiement/:id', 'features/money/checkout/payment.route.tsx'),
  route('paiement/:id/payer', 'features/money/checkout/pay.route.ts'),
  route('paiement/:id/retractation', 'features/money/checkout/withdrawal.route.tsx'),
  route('recus', 'features/money/checkout/receipts.route.tsx'),
  route('webhooks/stripe', 'features/money/checkout/webhook.route.ts'),

  // Printed papers: of who they were made out to, and of who keeps the books.
  route('recus/facture/:id', 'features/money/papers/invoice.route.ts'),
  route('recus/paiement/:id', 'features/money/papers/payment.route.ts'),
  route('recus/fiscal/:id', 'features/money/papers/tax-receipt.route.ts'),
]

export const moneyAdmin: RouteConfigEntry[] = [
  route('ventes/nouvelle', 'features/money/dues/record.route.tsx'),
  route('ventes/cheques', 'features/money/dues/cheques.route.tsx'),
  route('ventes/:id', 'features/money/checkout/staff-sale.route.tsx'),
  route('paiements', 'features/money/treasury/overview.route.tsx'),
  route('paiements/liste', 'features/money/treasury/lists.route.tsx'),
  route('paiements/banque', 'features/money/bank/bank.route.tsx'),
  route('paiements/mouvements', 'features/money/bank/movements.route.tsx'),
  route('paiements/banque/:id', 'features/money/bank/statement.route.tsx'),
  route('paiements/recus-fiscaux', 'features/money/treasury/receipts.route.tsx'),
  route('paiements/exports', 'features/money/fec/exports.route.tsx'),
  route('paiements/cloture', 'features/money/treasury/closing.route.tsx'),
  route('paiements/repartitions', 'features/money/treasury/shares.route.tsx'),
  route('paiements/repartitions/:id', 'features/money/treasury/share-file.route.ts'),
  route('paiements/reglages', 'features/money/treasury/settings.route.tsx'),
  route('paiements/:id', 'features/money/treasury/payment.route.tsx'),
]
