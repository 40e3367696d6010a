/** Receipts read back, and which money counts as a gift, from which day. */
import { describe, expect, test } from 'vitest'
import { paymentPaper } from '#app/domain/documents/payment-paper.ts'
import { taxReceiptsSchema } from '#app/domain/documents/tax-receipt.schema.ts'
import { taxReceiptPaper } from '#app/domain/documents/tax-receipt-paper.ts'
import { giftCents, giftDay } from '#app/domain/receipts/gift.rules.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { SELLER, taxReceiptPiece } from '../factories/pieces.ts'
import { readPdf } from '../setup/pdf-reader.ts'

const look = { t: translatorFor('fr'), language: 'fr', colour: '#5B2A86' }

const missing = (text: string, mentions: readonly string[]) => mentions.filter((mention) => !text.includes(mention))

describe('tax receipts', () => {
  const common = [
    'RF-2026-00042',
    'Association Exemple',
    'SIREN 999000011',
    '10 rue des Exemples',
    'Soutenir la recherche et les élèves de l’école',
    'Œuvre ou organisme d’intérêt général',
    'rescrit n° 2026/123 de la DRFiP, du 04/03/2026',
    '*** 1 234,50 € ***',
    '31/12/2026',
    'déclaration de don manuel',
    'numéraire',
    'chèque',
    '10/01/2027',
    'Camille Durand, trésorière',
  ]

  test('2041-RD has every mention for a person', async () => {
    const { text } = await readPdf(await taxReceiptPaper(taxReceiptPiece(), look))
    expect(
      missing(text, [
        ...common,
        'Cerfa n° 11580*05',
        'Articles 200 et 978',
        'Éloïse L’Hame',
        '3 bis rue du Lac',
        '69003 Lyon',
      ]),
    ).toEqual([])
    expect(text).not.toContain('238 bis')
  })

  test('2041-MEC-SD has every mention for a company', async () => {
    const donor = {
      name: 'Éditions SA',
      address: '1 rue X',
      postcode: '75011',
      city: 'Paris',
      country: 'FR',
      siren: '732829320',
    }
    const { text } = await readPdf(await taxReceiptPaper(taxReceiptPiece({ donorKind: 'company', donor }), look))
    expect(missing(text, [...common, 'Cerfa n° 16216*03', '238 bis', 'SIREN 732829320'])).toEqual([])
    expect(text).not.toContain('978')
  })

  test('of several gifts each is listed; a voided one says so; bytes are the same each time', async () => {
    const gifts = [
      { label: 'Don', cents: 5000, givenOn: '2026-02-03', means: 'card' },
      { label: 'Don', cents: 118450, givenOn: '2026-12-31', means: 'cheque' },
    ]
    const piece = taxReceiptPiece({
      gifts,
      voided: { day: '2027-02-01', reason: 'adresse fausse' },
      replaces: 'RF-2026-00041',
    })
    const [one, other] = [await taxReceiptPaper(piece, look), await taxReceiptPaper(piece, look)]
    expect(one.equals(other)).toBe(true)
    const { text } = await readPdf(one)
    const mentions = [
      '50,00 €',
      '1 184,50 €',
      '03/02/2026',
      'du 03/02/2026 au 31/12/2026',
      'REÇU ANNULÉ le 01/02/2027',
      'RF-2026-00041',
    ]
    expect(missing(text, mentions)).toEqual([])
  })

  test('a donor abroad has the name of the country, also where the record holds one', async () => {
    for (const country of ['CH', 'Switzerland', 'Suisse']) {
      const donor = { name: 'Ada', address: 'Gasse 1', postcode: '3011', city: 'Bern', country }
      const { text } = await readPdf(await taxReceiptPaper(taxReceiptPiece({ donor }), look))
      expect(text).toContain('Gasse 1 3011 Bern Suisse')
    }
  })

  test('are off unless basis, date, signatory and forms are all there', () => {
    expect(taxReceiptsSchema.safeParse({ on: false }).success).toBe(true)
    expect(taxReceiptsSchema.safeParse({ on: true }).success).toBe(false)
    const { settings } = taxReceiptPiece().body
    expect(taxReceiptsSchema.safeParse(settings).success).toBe(true)
    for (const key of Object.keys(settings).filter((one) => one !== 'on'))
      expect(taxReceiptsSchema.safeParse({ ...settings, [key]: undefined }).success, key).toBe(false)
  })
})

test('a payment receipt says what was paid, and that it is none for the tax', async () => {
  const piece = {
    ...{
      reference: 'ab12',
      seller: SELLER,
      buyer: { name: 'Zoé Ÿ' },
      cents: 12300,
      refundedCents: 2300,
      means: 'cash',
    },
    ...{ lines: [{ label: 'Adhésion', quantity: 1, cents: 12300 }], paidOn: '2026-05-06', pieces: ['F2026-000001'] },
    paidAt: new Date('2026-05-06T10:00:00Z'),
  }
  const { text } = await readPdf(await paymentPaper(piece, look))
  const mentions = [
    'Reçu de paiement ab12',
    'Zoé',
    '123,00 €',
    '23,00 €',
    '06/05/2026',
    'espèces',
    'F2026-000001',
    'aucune réduction d’impôt',
  ]
  expect(missing(text, mentions)).toEqual([])
})

test.each([
  [
    'the gift alone',
    [
      { kind: 'dues', cents: 4500, counterpart: true },
      { kind: 'gift', cents: 3000 },
    ],
    0,
    3000,
  ],
  ['dues with a counterpart never', [{ kind: 'dues', cents: 4500, counterpart: true }], 0, 0],
  ['dues whose counterpart is not said neither', [{ kind: 'dues', cents: 4500 }], 0, 0],
  ['dues without counterpart', [{ kind: 'dues', cents: 4500, counterpart: false }], 0, 4500],
  [
    'what goes back is of every line its part, as on the credit note',
    [
      { kind: 'dues', cents: 4500 },
      { kind: 'gift', cents: 3000 },
    ],
    4500,
    1200,
  ],
  [
    'and a receipt states what is left',
    [
      { kind: 'dues', cents: 4500 },
      { kind: 'gift', cents: 3000 },
    ],
    5000,
    1000,
  ],
  ['all of it', [{ kind: 'gift', cents: 3000 }], 3000, 0],
])('of a payment, %s', (_, lines, refunded, cents) =>
  expect(giftCents(lines, refunded === 0 ? [] : [refunded])).toBe(cents),
)

test.each([
  ['card', '2027-01-02', '2026-12-31', '2027-01-02'],
  ['sepa', '2027-01-05', null, '2027-01-05'],
  ['transfer', '2027-01-02', '2026-12-31', '2027-01-02'],
  ['cheque', '2027-01-09', '2026-12-31', '2026-12-31'],
  ['cash', null, '2026-12-31', '2026-12-31'],
  ['card', null, '2026-12-31', null],
])('a gift by %s credited %s, handed over %s counts on %s', (means, creditedOn, handedOverOn, day) =>
  expect(giftDay({ means, creditedOn, handedOverOn })).toBe(day),
)
