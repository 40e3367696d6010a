/**
 * SIREN, SIRET and VAT numbers, reckoned a second time from the texts (ISO/IEC 7812; the rule of La Poste; directive
 * 2006/112).
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSiren, isSiret } from '#app/tenant/siret.ts'
import { isVatNumber, isVatNumberOf } from '#app/tenant/vat-number.ts'

/** Luhn by a table: what each digit counts at an even place from the right. */
const DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
const luhn = (digits: string) =>
  [...digits].reduce(
    (sum, digit, i) => sum + ((digits.length - i) % 2 === 0 ? DOUBLED[Number(digit)]! : Number(digit)),
    0,
  ) %
    10 ===
  0
const digitSum = (digits: string) => [...digits].reduce((sum, digit) => sum + Number(digit), 0)
const number = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))

test('a SIREN is nine digits that Luhn’s sum holds', () => {
  fc.assert(fc.property(number(9), (digits) => isSiren(digits) === luhn(digits)))
  for (const siren of ['732829320', '552 100 554', '356000000']) expect(isSiren(siren), siren).toBe(true)
  for (const wrong of ['732829321', '73282932', '7328293200', '73282932X', ''])
    expect(isSiren(wrong), wrong).toBe(false)
})

test('a SIRET is fourteen digits that it holds, and whose first nine it holds', () => {
  const start = fc.oneof(number(9), fc.constant('732829320'))
  fc.assert(
    fc.property(start, number(5), (siren, rest) => {
      fc.pre(siren !== '356000000')
      expect(isSiret(siren + rest)).toBe(luhn(siren) && luhn(siren + rest))
    }),
  )
})

describe('La Poste', () => {
  test('branches: the sum of the digits is a multiple of five, Luhn says nothing', () => {
    fc.assert(
      fc.property(number(5), (branch) => {
        const siret = `356000000${branch}`
        fc.pre(branch !== '00048')
        expect(isSiret(siret)).toBe(digitSum(siret) % 5 === 0)
      }),
    )
    // Holds by the rule and not by Luhn; by Luhn and not by the rule.
    expect([luhn('35600000049837'), isSiret('35600000049837')]).toEqual([false, true])
    const branches = Array.from({ length: 100 }, (_, i) => `356000000001${String(i).padStart(2, '0')}`)
    const byLuhnAlone = branches.find((siret) => luhn(siret) && digitSum(siret) % 5 !== 0)!
    expect(isSiret(byLuhnAlone), byLuhnAlone).toBe(false)
  })

  test('the head office is by Luhn as everybody', () => {
    expect([luhn('35600000000048'), digitSum('35600000000048') % 5, isSiret('35600000000048')]).toEqual([true, 1, true])
  })

  test('no other company has the exception', () => {
    const siret = '73282932000060'
    expect([digitSum(siret) % 5, luhn(siret)]).toEqual([2, false])
    fc.assert(
      fc.property(number(5), (branch) => {
        const other = `732829320${branch}`
        fc.pre(digitSum(other) % 5 === 0 && !luhn(other))
        expect(isSiret(other)).toBe(false)
      }),
    )
  })
})

describe('VAT numbers', () => {
  test.each([
    'FR44732829320',
    'fr 44 732 829 320',
    'DE136695976',
    'BE0428759497',
    'EL094259216',
    'IE6433435F',
    'NL004495445B01',
    'ESX2482300W',
    'CHE107787577',
    'GB980780684',
    'XI980780684',
  ])('%s can be one', (typed) => expect(isVatNumber(typed)).toBe(true))

  test.each([
    'FR45732829320',
    'FR4473282932',
    '44732829320',
    'DE13669597',
    'BE2428759497',
    'IT0074311015',
    'FR',
    'F144732829320',
    'DE136 695 97X',
    '',
  ])('%s cannot', (typed) => expect(isVatNumber(typed)).toBe(false))

  test('a French one ends with the SIREN of its company', () => {
    expect(isVatNumberOf('FR44732829320', '732 829 320 00074')).toBe(true)
    expect(isVatNumberOf('FR44732829320', '55210055400013')).toBe(false)
    expect(isVatNumberOf('DE136695976', '73282932000074')).toBe(true)
  })
})
