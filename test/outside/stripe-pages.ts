/**
 * `/demo/paiement/:session`: stands in for Stripe's page. What follows a press of a button is the real path: signed
 * webhooks.
 */
import { HttpResponse, http } from 'msw'
import type { StripeDouble } from './stripe.ts'
import * as life from './stripe-life.ts'
import type { Session } from './stripe-state.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const euros = (cents: number) =>
  new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(cents / 100)

const STYLE = `
:root{color-scheme:light dark;--ink:#16191d;--muted:#4f565f;--page:#f6f7f8;--surface:#fff;--line:#d9dde2}
@media (prefers-color-scheme:dark){:root{--ink:#eff1f3;--muted:#b4bac3;--page:#121417;--surface:#1b1e23;--line:#353a42}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:18px/28px system-ui,sans-serif}
main{max-width:560px;margin:0 auto;padding:24px 16px 64px}
h1{font-size:24px;line-height:32px;margin:0 0 8px}
p{margin:4px 0 16px;overflow-wrap:anywhere}
.muted{color:var(--muted);font-size:16px;line-height:24px}
table{width:100%;border-collapse:collapse;background:var(--surface);margin:0 0 24px}
th,td{text-align:left;padding:8px 12px;border:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
td{text-align:right;white-space:nowrap}
tfoot th,tfoot td{font-weight:700}
form{display:grid;gap:12px}
button,a.back{font:inherit;min-height:44px;padding:8px 16px;border:1px solid #737981;border-radius:6px;background:var(--surface);color:var(--ink);text-align:center;cursor:pointer}
button[value=card]{background:#1a4d8f;color:#fff;border-color:#1a4d8f;font-weight:700}
:focus-visible{outline:3px solid #4a8be0;outline-offset:2px}
`

function page(title: string, body: string, status = 200): Response {
  const html = `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`
  const policy = `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://*.localhost:*`
  return new HttpResponse(html, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
  })
}

const WAYS: [string, string, string][] = [
  ['card', 'Payer par carte', 'payer'],
  ['sepa', 'Payer par prélèvement SEPA (accepté quelques secondes plus tard)', 'payer'],
  ['sepa-failure', 'Payer par prélèvement SEPA (refusé quelques secondes plus tard)', 'payer'],
  ['declined', 'Carte refusée', 'échouer'],
  ['cancel', 'Revenir sans payer', 'annuler'],
]

function form(double: StripeDouble, accountId: string, session: Session): Response {
  const asked = double.account(accountId).asked.get(session.id)!
  const rows = asked.line_items
    .map(({ quantity, price_data }) => {
      const later = price_data.recurring && asked.subscription_data?.trial_end ? ', chaque année ensuite' : ''
      return `<tr><th scope="row">${escaped(price_data.product_data.name)}${later}${quantity > 1 ? ` × ${quantity}` : ''}</th><td>${euros(price_data.unit_amount * quantity)}</td></tr>`
    })
    .join('')
  const means = asked.allowed_payment_method_types
  const buttons = WAYS.filter(([value]) => means.includes('sepa_debit') || !value.startsWith('sepa'))
    .map(([value, text]) => `<button name="how" value="${value}">${escaped(text)}</button>`)
    .join('')
  return page(
    'Paiement de démonstration',
    `<p class="muted">Cette page tient lieu de celle de Stripe. Aucun argent ne circule.</p>
<table><tbody>${rows}</tbody><tfoot><tr><th scope="row">Total aujourd’hui</th><td>${euros(session.amount_total)}</td></tr></tfoot></table>
<form method="post">${buttons}</form>`,
  )
}

const back = (address: string) => new HttpResponse(null, { status: 303, headers: { Location: address } })

async function press(double: StripeDouble, accountId: string, session: Session, how: string): Promise<Response> {
  const account = double.account(accountId)
  if (how === 'cancel') return back(session.cancel_url)
  if (session.status !== 'open') return back(session.success_url)
  if (how === 'declined') {
    double.send(accountId, life.pay(account, session.id, 'declined', double.now()))
    return page(
      'Carte refusée',
      '<p>La banque a refusé la carte.</p><form method="get"><button>Essayer autrement</button></form>',
      402,
    )
  }
  double.send(accountId, life.pay(account, session.id, how === 'card' ? 'card' : 'sepa', double.now()))
  if (how !== 'card')
    setTimeout(() => double.send(accountId, life.answerDebit(account, session.id, how === 'sepa')), 6_000).unref()
  return back(session.success_url)
}

export function paymentPages(double: StripeDouble) {
  const found = (id: unknown) => {
    for (const [accountId, { sessions }] of double.accounts) {
      const session = sessions.get(String(id))
      if (session) return { accountId, session }
    }
    return undefined
  }
  const none = () => page('Page de paiement fermée', '<p>Ce paiement n’existe pas ou n’existe plus.</p>', 404)
  return [
    http.get('*/demo/paiement/:id', ({ params }) => {
      const at = found(params.id)
      if (!at) return none()
      return at.session.status === 'open'
        ? form(double, at.accountId, at.session)
        : page(
            'Paiement terminé',
            `<p><a class="back" href="${escaped(at.session.success_url)}">Retourner sur le site</a></p>`,
          )
    }),
    http.post('*/demo/paiement/:id', async ({ params, request }) => {
      const at = found(params.id)
      if (!at) return none()
      const how = new URLSearchParams(await request.text()).get('how') ?? ''
      return press(double, at.accountId, at.session, how)
    }),
  ]
}
