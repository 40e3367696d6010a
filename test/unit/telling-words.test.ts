/** Words that would tell who wrote them (N2; C17): found however they are dressed, and nothing else. */
import { expect, test } from 'vitest'
import { drawPseudonym } from '#app/domain/profiles/pseudonym.ts'
import { tellingWords } from '#app/domain/profiles/telling-words.ts'

const NAMES = ['Anne-Laure', 'Le Goff', null, 'Li']
const kinds = (text: string) => tellingWords(text, NAMES).map(({ kind }) => kind)

test.each([
  ['Écrivez à anne.legoff@exemple.fr', 'mail'],
  ['anne . legoff (at) exemple (point) fr', 'mail'],
  ['anne.legoff arobase exemple point fr', 'mail'],
  ['anne＠exemple．fr', 'mail'],
  ['an\u200bne@exem\u200bple.fr', 'mail'],
  ['06 12 34 56 78', 'phone'],
  ['+33 (0)6.12.34.56.78', 'phone'],
  ['０６ １２ ３４ ５６ ７８', 'phone'],
  ['Voir https://exemple.test/moi', 'link'],
  ['Voir monsite.fr/cv', 'link'],
  ['LinkedIn : anne-lg', 'link'],
  ['mon insta @annelg', 'link'],
  ['Signé ANNE LAURE', 'name'],
  ['Signé Le Göff', 'name'],
  ['Signé legoff', 'name'],
])('« %s » tells: %s', (text, kind) => {
  expect(kinds(text)).toContain(kind)
})

test('what studies and jobs are told with tells nothing', () => {
  const text = `Bac+5 en chimie, 2019 2020 2021. 12 ans d’expérience, 35 000 €, ISO 9001, Node.js, C++, .NET, « le golf »,
    un lien fort, 100 % de réussite, stage de 6 mois (02/2024 – 07/2024), Annecy, Lille.`
  expect(tellingWords(text, NAMES)).toEqual([])
})

test('each thing is told once, as it stands there', () => {
  expect(tellingWords('a@b.fr, a@b.fr et Anne-Laure, Anne-Laure', NAMES)).toEqual([
    { kind: 'mail', words: 'a@b.fr' },
    { kind: 'name', words: 'Anne-Laure' },
  ])
})

test('a pseudonym is drawn by lot: a word and six digits', () => {
  const drawn = Array.from({ length: 200 }, drawPseudonym)
  expect(drawn.every((one) => /^\p{Lu}\p{Ll}+ \d{6}$/u.test(one))).toBe(true)
  expect(new Set(drawn).size).toBeGreaterThan(190)
})
