/**
 * `/demo/mails`: what the double accepted, newest first, as a page and as data. Plain HTML of its own: it is no page of
 * the site.
 */
import { HttpResponse, http } from 'msw'
import { escaped, page } from './demo-page.ts'
import type { AcceptedMail } from './resend-mails.ts'

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
