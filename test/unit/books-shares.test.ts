/** Shares to the cent, SIRET, closing, numbers of receipts. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestRemainder } from '#app/domain/ledger/largest-remainder.ts'
import { readReceiptNumber, receiptNumber } from '#app/domain/receipts/receipt-number.ts'
import { nextToClose, whyNotClose } from '#app/features/money/treasury/closing.rules.ts'
import { guardedAmount, plainAmount } from '#app/i18n/format.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import { isIban, sellerSchema } from '#app/tenant/seller.schema.ts'
import { isSiren, isSiret } from '#app/tenant/siret.ts'

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [1, [1, 1, 1], [1, 0, 0]],
  [2, [1, 1, 1], [1, 1, 0]],
  [0, [5, 3], [0, 0]],
  // 41 and 59 of 100: 10.00 € is 4.10 and 5.90.
  [1000, [41, 59], [410, 590]],
  // Exact 142.857…, 285.714…, 571.428…: the cents go to the .857 and the .714.
  [1000, [1, 2, 4], [143, 286, 571]],
  [1000, [0, 1, 0], [0, 1000, 0]],
  // Graduates of six schools share 12,345.67 €.
  [1234567, [24000, 11000, 9000, 16000, 8000, 12000], [370370, 169753, 138889, 246913, 123457, 185185]],
])('%i cents by %j are %j', (cents, weights, shares) => {
  expect(largestRemainder(cents, weights)).toEqual(shares)
})

test('nothing is lost, nobody is a cent from the exact share, more weight is never less money', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), weights, (cents, heads) => {
      fc.pre(heads.some((head) => head > 0))
      const shares = largestRemainder(cents, heads)
      const total = heads.reduce((sum, head) => sum + head, 0)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(cents)
      for (const [i, share] of shares.entries()) {
        const off = BigInt(share) * BigInt(total) - BigInt(cents) * BigInt(heads[i]!)
        expect(off < BigInt(total) && off > -BigInt(total)).toBe(true)
        for (const [j, other] of shares.entries())
          if (heads[i]! > heads[j]!) expect(share).toBeGreaterThanOrEqual(other)
      }
    }),
  )
})

test('nobody to share with, and odd numbers, are refused', () => {
  for (const [cents, weights] of [
    [100, []],
    [100, [0, 0]],
    [1.5, [1]],
    [-1, [1]],
    [1, [-1, 2]],
  ] as const)
    expect(() => largestRemainder(cents, weights)).toThrow(RangeError)
})

test('SIRET and SIREN by their digits, the post office by its own', () => {
  for (const siret of ['73282932000074', '732 829 320 00074', '35600000000048', '35600000049837'])
    expect(isSiret(siret), siret).toBe(true)
  for (const siret of ['73282932000075', '7328293200007', '35600000049838', '', 'abcdefghijklmn', '73282932100074'])
    expect(isSiret(siret), siret).toBe(false)
  expect(isSiren('732829320')).toBe(true)
  expect(isSiren('732829321')).toBe(false)
  expect(isSiren('73282932')).toBe(false)
})

test('one digit mistyped is always seen', () => {
  const digit = fc.integer({ min: 0, max: 9 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 13 }), digit, (at, other) => {
      const siret = '73282932000074'
      fc.pre(siret[at] !== String(other))
      expect(isSiret(siret.slice(0, at) + other + siret.slice(at + 1))).toBe(false)
    }),
  )
})

test('months close when they are over, in order, once', () => {
  const facts = { today: '2026-03-01', closed: ['2025-12'], used: ['2025-12', '2026-02', '2026-01', '2026-03'] }
  expect(whyNotClose('2026-01', facts)).toBeUndefined()
  expect(whyNotClose('2026-02', facts)).toBe('order')
  expect(whyNotClose('2026-03', facts)).toBe('over')
  expect(whyNotClose('2025-12', facts)).toBe('closed')
  expect(whyNotClose('2026-13', facts)).toBe('month')
  expect(nextToClose(facts)).toBe('2026-01')
  expect(nextToClose({ ...facts, closed: ['2025-12', '2026-01', '2026-02'] })).toBeUndefined()
})

test('numbers and amounts', () => {
  expect(receiptNumber(2026, 42)).toBe('RF-2026-00042')
  expect(readReceiptNumber('RF-2026-00042')).toEqual({ year: 2026, order: 42 })
  expect(readReceiptNumber('RF-26-1')).toBeUndefined()
  expect(guardedAmount(123450)).toBe('*** 1\u202f234,50\u00a0€ ***')
  expect([plainAmount(5), plainAmount(-123450)]).toEqual(['0.05', '-1234.50'])
})

test('an IBAN by its check; every association of the demo has one of its own', () => {
  expect(isIban('FR76 3000 6000 0112 3456 7890 189')).toBe(true)
  expect(isIban('FR7630006000011234567890188')).toBe(false)
  const loaded = tenantsIn('tenants')
  const sellers = loaded.ok ? loaded.configs.map(({ seller }) => seller) : []
  expect(new Set(sellers.map((seller) => seller?.iban)).size).toBe(11)
  expect(sellers.filter((seller) => !seller?.siren)).toHaveLength(1)
})

test('who charges VAT states its number', () => {
  const seller = {
    legalName: 'A',
    legalForm: 'B',
    address: { street: 'C', postcode: '1000', city: 'D', country: 'FR' },
  }
  const vat = { members: 'taxed', companies: 'taxed' }
  expect(sellerSchema.safeParse({ ...seller, vat }).success).toBe(false)
  expect(sellerSchema.safeParse({ ...seller, vat: { ...vat, number: 'FR40303265045' } }).success).toBe(true)
  expect(sellerSchema.safeParse({ ...seller, vat: { ...vat, number: 'FR40303265045' }, siren: '1' }).success).toBe(
    false,
  )
})
