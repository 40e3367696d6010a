/**
 * `/demo/mails`: what the double accepted, newest first, as a page and as data. Plain HTML of its own: it is no page of
 * the site.
 */
import { HttpResponse, http } from 'msw'
import type { AcceptedMail } from './resend-mails.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const STYLE = `
:root{color-scheme:light dark;--ink:#16191d;--muted:#4f565f;--page:#f6f7f8;--surface:#fff;--line:#d9dde2;--link:#1a4d8f;--badge:#e8f0fb}
@media (prefers-color-scheme:dark){:root{--ink:#eff1f3;--muted:#b4bac3;--page:#121417;--surface:#1b1e23;--line:#353a42;--link:#a3caff;--badge:#16273e}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:18px/28px system-ui,sans-serif}
main{max-width:960px;margin:0 auto;padding:24px 16px 64px}
h1{font-size:30px;line-height:38px;margin:0 0 8px}
h2{font-size:20px;line-height:28px;margin:0;overflow-wrap:anywhere}
a{color:var(--link)}
p{margin:4px 0}
.muted{color:var(--muted);font-size:16px;line-height:24px;overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:12px;align-items:end;margin:16px 0 24px}
label{display:flex;flex-direction:column;font-size:16px;flex:1 1 200px}
input,select,button{font:inherit;min-height:44px;padding:6px 12px;border:1px solid #737981;border-radius:6px;background:var(--surface);color:var(--ink);min-width:0}
button{background:#1a4d8f;color:#fff;border-color:#1a4d8f;cursor:pointer}
article{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:16px;margin:0 0 16px}
.badge{display:inline-block;background:var(--badge);border-radius:4px;padding:0 8px;font-size:16px}
details{margin-top:8px}
summary{cursor:pointer;min-height:44px;padding:8px 0;color:var(--link)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:16px/24px ui-monospace,monospace;margin:0}
iframe{width:100%;height:640px;border:1px solid var(--line);border-radius:6px;background:#fff}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
`

function page(title: string, body: string): Response {
  const html = `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head><body><main>${body}</main></body></html>`
  return new HttpResponse(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'`,
    },
  })
}

const WORDS: Record<string, string> = {
  sent: 'envoyé',
  delivered: 'remis',
  delivery_delayed: 'retardé',
  bounced: 'rejeté',
  complained: 'signalé comme indésirable',
  suppressed: 'retenu',
  failed: 'échoué',
}

function card(mail: AcceptedMail): string {
  const when = new Date(mail.at).toLocaleString('fr-FR', { timeZone: 'Europe/Paris' })
  return `<article id="mail-${mail.id}"><h2>${escaped(mail.subject)}</h2>
<p><span class="badge">${escaped(mail.tenant)}</span> pour <strong>${escaped(mail.to)}</strong></p>
<p class="muted">De ${escaped(mail.from)} · réponse à ${escaped(mail.replyTo)} · ${when} · ${WORDS[mail.state] ?? mail.state}</p>
<details><summary>Lire le message</summary><iframe title="${escaped(mail.subject)}" loading="lazy" src="/demo/mails/${mail.id}"
sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"></iframe></details>
<details><summary>Texte seul</summary><pre>${linked(mail.text)}</pre></details></article>`
}

/** Plain text whose addresses can be followed. */
const linked = (text: string): string =>
  escaped(text).replace(/https?:\/\/[^\s&<>]+(?:&#38;[^\s&<>]+)*/g, (url) => `<a href="${url}">${url}</a>`)

function list(all: readonly AcceptedMail[], shown: readonly AcceptedMail[], tenant: string, to: string): Response {
  const tenants = [...new Set(all.map((mail) => mail.tenant))].sort()
  const options = tenants
    .map((slug) => `<option${slug === tenant ? ' selected' : ''}>${escaped(slug)}</option>`)
    .join('')
  const form = `<form><label>Association<select name="tenant"><option value="">Toutes</option>${options}</select></label>
<label>Destinataire<input name="to" value="${escaped(to)}"></label><button>Filtrer</button></form>`
  const empty = '<p>Aucun message pour le moment. Ils apparaissent ici quelques secondes après leur envoi.</p>'
  const lead = `<p class="muted">La démonstration n’envoie rien : ${shown.length} message${shown.length > 1 ? 's' : ''} retenu${shown.length > 1 ? 's' : ''} ici, le plus récent d’abord.</p>`
  return page(
    'Messages de la démonstration',
    `<h1>Messages de la démonstration</h1>${lead}${form}${shown.map(card).join('') || empty}`,
  )
}

/** @param mails oldest first */
export function mailPages(mails: readonly AcceptedMail[]) {
  return [
    http.get('*/demo/mails', ({ request }) => {
      const { searchParams } = new URL(request.url)
      const tenant = searchParams.get('tenant') ?? ''
      const to = searchParams.get('to') ?? ''
      const shown = mails
        .filter((mail) => tenant === '' || mail.tenant === tenant)
        .filter((mail) => mail.to.toLowerCase().includes(to.trim().toLowerCase()))
        .reverse()
      const wantsData = /application\/json/.test(request.headers.get('Accept') ?? '')
      return wantsData ? HttpResponse.json(shown) : list(mails, shown, tenant, to)
    }),
    http.get('*/demo/mails/:id', ({ params }) => {
      const mail = mails.find(({ id }) => id === params.id)
      if (!mail) return new HttpResponse(null, { status: 404 })
      const html = mail.html.replace(/<head>/, '<head><base target="_top">')
      return new HttpResponse(html, {
        headers: {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'`,
        },
      })
    }),
  ]
}
