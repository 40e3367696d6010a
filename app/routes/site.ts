/** Frame, front page, policy, links of mails. */
import { index, type RouteConfigEntry, route } from '@remix-run/route-config'

export const site: RouteConfigEntry[] = [
  index('features/site/home/home.route.tsx'),

  // What the association says.
  route('actualites', 'features/site/news/news.route.tsx'),
  route('actualites/:slug', 'features/site/news/item.route.tsx'),
  route('actualites/:slug/image', 'features/site/news/picture.route.ts'),
  route('actualites.atom', 'features/site/news/feed.route.ts'),

  // The agenda.
  route('agenda', 'features/site/agenda/word.route.ts'),
  route('evenements', 'features/site/agenda/agenda.route.tsx'),
  route('evenements/:event', 'features/site/agenda/event.route.tsx'),
  route('evenements/:event/inscription', 'features/site/agenda/registration.route.tsx'),
  route('invitation/:token', 'features/site/agenda/answer.route.tsx'),
  route('evenements/:event/billets', 'features/site/tickets/tickets.route.tsx'),
  route('evenements/:event/billets.pdf', 'features/site/tickets/paper.route.ts'),
  route('billets/:code', 'features/site/tickets/code.route.ts'),
  route('evenements/:event/reprise/:token', 'features/site/tickets/take-over.route.tsx'),
  route('evenements/:event/image', 'features/site/agenda/picture.route.ts'),
  route('evenements/:event/agenda.ics', 'features/site/agenda/event-calendar.route.ts'),
  route('evenements.ics', 'features/site/agenda/public-calendar.route.ts'),
  route('agenda/:file', 'features/site/agenda/own-calendar.route.ts'),
  route('mon-agenda', 'features/site/agenda/own-agenda.route.tsx'),

  route('pages', 'features/site/pages/pages.route.tsx'),
  route('pages/:slug', 'features/site/pages/page.route.tsx'),
  route('rubriques/:section', 'features/site/pages/section.route.tsx'),
  route('statistiques', 'features/site/figures/figures.route.tsx'),
  route('documents', 'features/site/documents/documents.route.tsx'),
  route('documents/:id', 'features/site/documents/document.route.ts'),
  route('lettres/:letter', 'features/site/letters/letter.route.tsx'),
  route('lettres/:letter/images/:picture', 'features/site/letters/picture.route.ts'),
  route('contact', 'features/site/contact/contact.route.tsx'),

  // Mail: what its carrier tells, and the ways out of lists.
  route('webhooks/resend', 'features/site/mail-links/resend-webhook.route.ts'),
  route('desabonnement/:token', 'features/site/mail-links/unsubscribe.route.tsx'),

  // What the association does with data, for everybody to read.
  route('confidentialite', 'features/site/legal/policy.route.tsx'),
  route('mentions-legales', 'features/site/legal/notice.route.tsx'),
  route('conditions-de-vente', 'features/site/legal/terms.route.tsx'),
  route('accessibilite', 'features/site/legal/accessibility.route.tsx'),
  route('registre', 'features/site/legal/register.route.tsx'),

  // What stands around every page.
  route('plus', 'features/site/frame/more.route.tsx'),
  route('affichage', 'features/site/frame/display.route.ts'),
  route('theme.css', 'features/site/frame/theme.route.ts'),
  route('logo.svg', 'features/site/frame/logo.route.ts'),
]
