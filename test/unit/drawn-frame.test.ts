/** A frame that is kept is the frame that would be drawn: for every viewer, at every address, in every order. */
import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { inFrame } from '#app/features/site/frame/drawn-frame.server.tsx'
import type { Frame } from '#app/features/site/frame/frame.server.ts'
import { SiteFrame } from '#app/features/site/frame/frame.tsx'
import { instanceFor } from '#app/i18n/translator.ts'
import { tenantsIn } from '#app/tenant/load.ts'

const loaded = tenantsIn('tenants')
if (!loaded.ok) throw new Error('a file of an association is wrong')
const configs = loaded.configs.slice(0, 2)
const translators = configs.flatMap((config) => [instanceFor('fr', config), instanceFor('en', config)])

const PAGE = '<p>la page</p>'

/** As a page comes out of React, and as it would be with its frame drawn along. */
const bare = `<body><page-slot>${PAGE}</page-slot></body>`
function whole(translator: (typeof translators)[number], frame: Frame, url: URL): string {
  const at = { pathname: url.pathname, here: url.pathname + url.search }
  const page = createElement('p', null, 'la page')
  const around = createElement(SiteFrame, { frame, at }, page)
  const html = renderToStaticMarkup(createElement(I18nextProvider, { i18n: translator }, around))
  return `<body>${html}</body>`
}

const word = (id: 'directory' | 'agenda' | 'news', to: string, tabs: string[]) => ({
  ...{ id, to, text: id },
  tabs: tabs.map((tab) => ({ to: tab, text: tab })),
})
const MENU = [
  word('directory', '/annuaire', ['/annuaire', '/annuaire/carte', '/ma-promo']),
  word('agenda', '/agenda', []),
  word('news', '/actualites', ['/actualites', '/carnet']),
]

const frames = fc.record<Frame>({
  name: fc.constantFrom('ISEP Alumni', 'L’association <des> "anciens" & amis'),
  theme: fc.constant('/theme.css'),
  logo: fc.constantFrom('/logo', null),
  shade: fc.constantFrom('dark', null),
  address: fc.constant('vous'),
  factorDue: fc.constantFrom('2027-01-01T00:00:00.000Z', null),
  menu: fc.subarray(MENU) as fc.Arbitrary<Frame['menu']>,
  places: fc.constantFrom(null, MENU as Frame['places']),
  tools: fc.subarray(['admin', 'search', 'messages', 'notices']),
  unread: fc.constantFrom(0, 1, 200),
  notices: fc.constantFrom(0, 3),
  account: fc.oneof(
    fc.constant(null),
    fc.record({
      name: fc.constantFrom('Alix Le Guennec', '<b>Nil</b>', 'page-slot'),
      handle: fc.constantFrom('alix98', null),
      page: fc.constant(null),
    }),
  ),
  offers: fc.subarray(['gifts', 'shop']),
  sells: fc.boolean(),
  pays: fc.subarray(['dues', 'pass', 'receipts']),
  standIn: fc.constantFrom(null, { role: 'member', name: null }),
  unsent: fc.constantFrom(null, { path: '/annuaire', fields: [['q', 'x'] as [string, string]], lacks: false }),
})

const urls = fc
  .tuple(
    fc.constantFrom(
      ...['/', '/annuaire', '/annuaire/carte', '/annuaire/carte/x', '/annuairex', '/ma-promo', '/agenda/soiree'],
      ...['/plus', '/admin/membres', '/messagerie', '/profil/a%22b', '/carnet', '/avis'],
    ),
    fc.constantFrom('', '?q=l%27été&ville="x"', '?q=<b>$&'),
  )
  .map(([path, search]) => new URL(`http://isep.localhost${path}${search}`))

test('whoever reads whatever, in any order', () => {
  const visits = fc.array(fc.tuple(fc.constantFrom(...translators), frames, urls), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(visits, (pages) => {
      for (const [translator, frame, url] of [...pages, ...pages])
        expect(inFrame(bare, { translator, frame, url })).toBe(whole(translator, frame, url))
    }),
    { numRuns: 60 },
  )
})
