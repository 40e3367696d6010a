import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deletions, fold, nameTokens, queryWords, searchTokens, withinOneTypo } from '#app/i18n/fold.ts'

/** Words over three letters, so that near misses are common. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })

/** The textbook distance (optimal string alignment), to judge the fast one by. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j))
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, d[i - 2]![j - 2]! + 1)
      d[i]![j] = best
    }
  return d[a.length]![b.length]!
}

describe('the search form of a name', () => {
  it.each([
    ['Éloïse', 'eloise'],
    ['E\u0301loi\u0308se', 'eloise'],
    ['ÇELİK Işık', 'celik isik'],
    ['Œuvrard', 'oeuvrard'],
    ['Lætitia', 'laetitia'],
    ['Weiß', 'weiss'],
    ['Sørensen', 'sorensen'],
    ['Łukasz Đorđević', 'lukasz dordevic'],
    ['Nguyễn', 'nguyen'],
    ["L'Hame", 'l hame'],
    ['L’Hame', 'l hame'],
    ['Lʼhame', 'l hame'],
    ['Pierre‐Henri', 'pierre henri'],
    ['Pierre – Henri', 'pierre henri'],
    ['  de\u00a0La\u202fTour\u3000', 'de la tour'],
    ['Ren\u00adé\u200b', 'rene'],
    ['Ольга', 'olga'],
    ['Ελένη', 'eleni'],
    ['陈小明', 'chenxiaoming'],
    ['김민준', 'gimminjun'],
    ['محمد', 'mhmd'],
    ['R&D / C++', 'r&d / c++'],
    ['ＤＵＰＯＮＴ', 'dupont'],
    [' - ', ''],
  ])('folds %j into %j', (text, folded) => expect(fold(text)).toBe(folded))

  it('gives a name in letters that no table knows a form of its own', () => {
    const [a, b] = [fold('\u{1e6c0}\u{1e6c1}'), fold('\u{1e6c1}\u{1e6c0}')]
    expect(a).toMatch(/^u[a-p]+$/)
    expect(a).not.toBe(b)
  })

  it('is ASCII, tidy, and folding twice changes nothing', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(anything, (text) => {
        const folded = fold(text)
        expect(folded).toMatch(/^(?:[!-~]+(?: [!-~]+)*)?$/)
        expect(folded).not.toMatch(/[A-Z'`-]/)
        expect(fold(folded)).toBe(folded)
      }),
      { numRuns: 1000 },
    )
  })

  it('is never empty for a letter or a digit of any script, and the same in every normal form', () => {
    // Ten signs that Unicode counts as letters (such as U+FF9E) are combining marks in every other form: no letter
    // stands there.
    const letter = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 4 })
      .filter((s) => /[\p{L}\p{N}]/u.test(s.normalize('NFKC')))
    fc.assert(
      fc.property(letter, (text) => {
        expect(fold(text)).not.toBe('')
        for (const form of ['NFC', 'NFD', 'NFKD'] as const) expect(fold(text.normalize(form))).toBe(fold(text))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('what the index keeps', () => {
  it.each([
    ["O'Brien", ['o', 'brien', 'obrien']],
    ['Jean-Pierre', ['jean', 'pierre', 'jeanpierre']],
    ['Anne Marie Anne', ['anne', 'marie']],
    ['de La Tour', ['de', 'la', 'tour']],
    ['S.N.C.F. (Lyon)', ['sncf', 'lyon']],
    ['C++, C# & Node.js', ['c++', 'c#', 'node', 'js', 'nodejs']],
    ['', []],
  ])('indexes %j as %j', (text, tokens) => expect(searchTokens(text)).toEqual(tokens))

  it('finds a name with a particle also written in one', () => {
    expect(nameTokens('Le Goff')).toEqual(['le', 'goff', 'legoff'])
    expect(nameTokens('de La Tour du Pin')).toEqual(
      expect.arrayContaining(['de', 'la', 'tour', 'du', 'pin', 'latour', 'delatour', 'dupin']),
    )
    expect(nameTokens('Martin Durand')).toEqual(['martin', 'durand'])
    expect(nameTokens('de')).toEqual(['de'])
  })

  it.each([
    ['jean pierre', 'Jean-Pierre'],
    ['JEANPIERRE', 'Jean‑Pierre'],
    ["o'brien", 'O’Brien'],
    ['obrien', "O'Brien"],
    ['d artagnan', "D'Artagnan"],
    ['j.p.', 'J-P'],
  ])('what is typed as %j finds %j', (typed, name) => {
    const tokens = nameTokens(name)
    expect(queryWords(typed).length).toBeGreaterThan(0)
    for (const asked of queryWords(typed)) expect(tokens.some((token) => token.startsWith(asked))).toBe(true)
  })

  it('every name is found by its own spelling', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (name) => {
        expect(searchTokens(name)).toEqual(expect.arrayContaining(queryWords(name)))
      }),
    )
  })
})

describe('one typo', () => {
  it.each([
    ['dupont', 'dupond', true],
    ['dupont', 'dupnot', true],
    ['dupont', 'duont', true],
    ['dupont', 'dupoont', true],
    ['dupont', 'durand', false],
    ['ab', 'ba', true],
    ['abc', 'cab', false],
    ['', 'a', true],
  ])('%s ~ %s: %s', (a, b, near) => expect(withinOneTypo(a, b)).toBe(near))

  it('agrees with the textbook distance, both ways round', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(withinOneTypo(a, b)).toBe(distance(a, b) <= 1)
        expect(withinOneTypo(b, a)).toBe(withinOneTypo(a, b))
      }),
      { numRuns: 5000 },
    )
  })

  it('two words within one typo always share a key of the index', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        fc.pre(withinOneTypo(a, b))
        expect([...deletions(a)].some((key) => deletions(b).has(key))).toBe(true)
      }),
    )
    expect([...deletions('anna')]).toEqual(['anna', 'nna', 'ana', 'ann'])
  })
})
