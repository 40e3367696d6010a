/** Letters before they leave: words put in for each reader, and what stops a letter (B19). */
import { describe, expect, test } from 'vitest'
import { faultsOf, isLink } from '#app/domain/letters/blocks.ts'
import { fillTags, htmlEscaped, NO_VALUES, unknownTags } from '#app/domain/letters/tags.ts'
import { READERS } from '#app/domain/letters/worst-readers.ts'

const ANNA = { prenom: 'Anna', nom: 'Le Goff', promotion: '2004' }

describe('B19: a word of the reader', () => {
  test.each([
    ['Bonjour {{prenom}}, merci', ANNA, 'Bonjour Anna, merci'],
    ['Bonjour {{ prenom | cher membre }},', ANNA, 'Bonjour Anna,'],
    ['Bonjour {{prenom}}, merci', NO_VALUES, 'Bonjour, merci'],
    ['Bonjour {{prenom|cher membre}},', NO_VALUES, 'Bonjour cher membre,'],
    ['{{prenom}} {{nom}} ({{promotion}})', ANNA, 'Anna Le Goff (2004)'],
    ['Bonjour {{prenom}},', { ...ANNA, prenom: '  ' }, 'Bonjour,'],
  ])('%s', (text, values, expected) => {
    expect(fillTags(text, values)).toBe(expected)
  })

  test('is escaped where it comes to stand, and fallbacks are not escaped twice', () => {
    const html = fillTags('<p>Bonjour {{prenom}} {{nom}}</p>', READERS.signs.values, htmlEscaped)
    expect(html).toBe('<p>Bonjour D’Arcy &lt;b&gt;O&#39;Neill&lt;/b&gt; &amp; &quot;Cie&quot;</p>')
    expect(fillTags('{{prenom|vous &amp; moi}}', NO_VALUES, htmlEscaped)).toBe('vous &amp; moi')
    // A name that looks like a tag is a name.
    expect(fillTags('{{prenom}}', { ...ANNA, prenom: '{{nom}}' })).toBe('{{nom}}')
  })

  test.each(['{{prénom}}', 'Bonjour {{firstName}}', '{{prenom', 'nom}}', '{{}}', '{{prenom|<b>}}'])(
    'unknown or broken, as in « %s », it is found',
    (text) => {
      expect(unknownTags(text)).not.toEqual([])
    },
  )

  test('known ones are none of those', () => {
    expect(unknownTags('{{prenom}} {{ nom | vous }} {{promotion}} { } {a}')).toEqual([])
  })
})

describe('a letter that may not leave says why', () => {
  const subject = 'Des nouvelles'
  const of = (block: Parameters<typeof faultsOf>[0]['blocks'][number]) =>
    faultsOf({ subject, blocks: [block] }, new Set(['n1']))

  test.each([
    [{ kind: 'text', text: ' ' } as const, 'empty'],
    [{ kind: 'text', text: 'Bonjour {{qui}}' } as const, 'tag'],
    [{ kind: 'picture', picture: '', alt: '' } as const, 'picture'],
    [{ kind: 'picture', picture: 'x', alt: '' } as const, 'alt'],
    [{ kind: 'button', text: 'Voir', to: 'javascript:alert(1)' } as const, 'link'],
    [{ kind: 'article', news: 'n2' } as const, 'article'],
    [{ kind: 'event', event: 'n2' } as const, 'event'],
    [{ kind: 'offer', offer: '' } as const, 'offer'],
  ])('%j: %s', (block, why) => {
    expect(of(block).map((fault) => [fault.at, fault.why])).toEqual([[1, why]])
  })

  test('and one that may says nothing', () => {
    const blocks = [
      { kind: 'text', text: 'Bonjour {{prenom}}' } as const,
      { kind: 'button', text: 'Voir', to: '/adhesion' } as const,
      { kind: 'article', news: 'n1' } as const,
      { kind: 'dues' } as const,
    ]
    expect(faultsOf({ subject, blocks }, new Set(['n1']))).toEqual([])
    expect(faultsOf({ subject: '{{x}}', blocks }, new Set(['n1'])).map(({ at, why }) => [at, why])).toEqual([
      [0, 'tag'],
    ])
    expect(faultsOf({ subject: '', blocks: [] }, new Set()).map(({ why }) => why)).toEqual(['subject', 'nothing'])
  })

  test.each([
    ['/adhesion', true],
    ['https://exemple.fr/a?b=c', true],
    ['//exemple.fr', false],
    ['/\\exemple.fr', false],
    ['http://exemple.fr', false],
    ['data:text/html,x', false],
    ['https://exemple', false],
  ])('a button may lead to %s: %s', (to, may) => {
    expect(isLink(to)).toBe(may)
  })
})
