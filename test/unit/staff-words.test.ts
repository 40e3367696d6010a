import { describe, expect, test } from 'vitest'
import { readPieceReference } from '#app/domain/ledger/piece-reference.ts'
import { readStaffWords } from '#app/domain/search/staff-words.ts'

describe('what the staff type in their one search', () => {
  test.each([
    ['dupont', { words: ['dupont'] }],
    ['dupont 2010', { words: ['dupont'], year: 2010 }],
    ['Dupont promo 2010', { words: ['dupont'], year: 2010 }],
    ['promo', { words: ['promo'] }],
    ['2010', { words: [], year: 2010, isNumber: true }],
    ['06 12 34 56 78', { phone: '+33612345678' }],
    ['06.12.34.56.78', { phone: '+33612345678' }],
    ['+33 (0)6 12 34 56 78', { phone: '+33612345678' }],
    ['0033612345678', { phone: '+33612345678' }],
    ['612345678', { phone: '+33612345678' }],
    ['18A0042', { isNumber: true }],
  ])('« %s »', (typed, meant) => {
    expect(readStaffWords(typed)).toMatchObject(meant)
  })

  test('two years are no year, and nothing short is a phone', () => {
    expect(readStaffWords('2009 2010')).not.toHaveProperty('year')
    expect(readStaffWords('06 12')).not.toHaveProperty('phone')
  })

  test('a number of an invoice is read off a paper, however it is spaced', () => {
    const twelve = { kind: 'invoice', year: 2026, number: 12 }
    expect(['F2026-000012', 'f2026-12', 'F 2026 12', 'F2026-/000012'].map(readPieceReference)).toEqual(
      Array(4).fill(twelve),
    )
    expect(readPieceReference('A2026-000003')).toEqual({ kind: 'credit-note', year: 2026, number: 3 })
    expect(['F26-12', 'facture 12', '2026-12'].map(readPieceReference)).toEqual(Array(3).fill(undefined))
  })
})
