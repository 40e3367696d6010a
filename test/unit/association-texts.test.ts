/** Texts of the association: Markdown as written, HTML for each channel, the buttons that write its signs. */
import { describe, expect, test } from 'vitest'
import { civilMinute, instantOfMinute } from '#app/calendar/civil-day.ts'
import { beginning, plainText, renderText } from '#app/domain/content/markdown.server.ts'
import { freeSlug, slugOf } from '#app/domain/content/slugs.ts'
import { appendMark, applyMark, MARKS } from '#app/ui/markdown-marks.ts'
import { HOSTILE } from '../factories/scripts.ts'

describe('what comes out of a text', () => {
  test('headings, lists, links and words stand as they were written', () => {
    const text = '# Titre\n\nUn **mot** et un [lien](/contact).\n\n- un\n- deux\n\n> dit'
    expect(renderText(text, 'site')).toBe(
      '<h2>Titre</h2>\n<p>Un <strong>mot</strong> et un <a href="/contact" rel="noopener">lien</a>.</p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n<blockquote>\n<p>dit</p>\n</blockquote>',
    )
  })

  test.each(['site', 'feed'] as const)('nothing of a script comes out for the %s', (channel) => {
    for (const one of HOSTILE) {
      const html = renderText(`${one}\n\n[x](${one})\n\n![x](${one})`, channel)
      expect(html, one).not.toMatch(/<(script|img|svg|iframe|style|math|object|form|input|video|base|link|meta)\b/i)
      expect(html, one).not.toMatch(/<[^>]+\son\w+\s*=/i)
      expect(html, one).not.toMatch(/<[^>]+(?:href|src)\s*=\s*"?\s*(?:javascript|data|vbscript):/i)
    }
  })

  test('a link without a host belongs to the association in a feed, and to nobody else’s', () => {
    expect(renderText('[a](/pages/statuts)', 'feed', 'https://a.example')).toContain(
      'href="https://a.example/pages/statuts"',
    )
    expect(renderText('[a](//evil.example/x)', 'feed', 'https://a.example')).not.toContain('evil')
    expect(renderText('[a](tel:+33102030405)', 'site')).toContain('href="tel:+33102030405"')
  })

  test('plain text is what a reader would read aloud, cut at a word', () => {
    expect(plainText('## A & B\n\n*1* < 2')).toBe('A & B 1 < 2')
    expect(beginning('un deux trois quatre', 10)).toBe('un deux…')
    expect(beginning('court', 10)).toBe('court')
  })
})

describe('the buttons above a text', () => {
  const all = (text: string): [number, number] => [0, text.length]

  test('mark the chosen words, and leave them chosen', () => {
    const { text, from, to } = applyMark('un mot', [3, 6], 'bold', 'x')
    expect(text).toBe('un **mot**')
    expect(text.slice(from, to)).toBe('mot')
    expect(applyMark('un\ndeux', all('un\ndeux'), 'list', 'x').text).toBe('- un\n- deux')
    expect(applyMark('site', all('site'), 'link', 'x').text).toBe('[site](https://)')
  })

  test('write a sample at the end where the browser runs no scripts: it renders as what the button says', () => {
    const tags = { bold: 'strong', italic: 'em', heading: 'h2', list: 'li', quote: 'blockquote', link: 'a' } as const
    for (const mark of MARKS) {
      const text = appendMark('Avant.', mark, 'votre texte')
      expect(text.startsWith('Avant.')).toBe(true)
      expect(renderText(text, 'site'), mark).toContain(`<${tags[mark]}`)
    }
  })
})

test('addresses come out of titles, and no two are the same', () => {
  expect(slugOf('Assemblée générale 2026 : l’élection', 'x')).toBe('assemblee-generale-2026-l-election')
  expect(slugOf('!!!', 'actualite')).toBe('actualite')
  expect(slugOf('a'.repeat(80), 'x')).toHaveLength(60)
  expect(freeSlug('fete', ['fete', 'fete-2'])).toBe('fete-3')
})

test('a civil minute is the same instant there and back, in summer, in winter, and where the clocks change', () => {
  for (const minute of ['2026-07-14T09:30', '2026-12-24T18:00', '2026-10-25T02:30', '2027-03-28T03:00'])
    expect(civilMinute(instantOfMinute(minute)!)).toBe(minute)
  expect(instantOfMinute('2026-10-25T02:30')!.toISOString()).toBe('2026-10-25T00:30:00.000Z')
  for (const none of ['2027-03-28T02:30', '2026-13-01T00:00', 'demain', ''])
    expect(instantOfMinute(none)).toBeUndefined()
})
