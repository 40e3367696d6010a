/** Texts: the same keys in both languages, French typography, and each association in its own words. */

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TASKS } from '#app/announced.ts'
import { frenchSpaces, type Texts } from '#app/i18n/french-spaces.ts'
import { languageOf } from '#app/i18n/language.ts'
import { textsOf, translatorFor } from '#app/i18n/translator.ts'
import { tenantsIn } from '#app/tenant/load.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { ROLES } from '#app/vocabulary/roles.ts'

const fr = textsOf('fr')
const en = textsOf('en')

function keys(texts: Texts, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const path = before + key
    // Plurals differ by language: both have at least the one for "other".
    return typeof value === 'string' ? [path.replace(/_(one|many|two|few|zero)$/, '_other')] : keys(value, `${path}.`)
  })
}

/** Values to be filled in, such as {{count}}. */
function holes(texts: Texts, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${before}${key} ${[...value.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1]).sort()}`]
      : holes(value, `${before}${key}.`),
  )
}

const withoutOne = (lines: string[]) => lines.filter((line) => !/_(one|many|zero)(_|\b)/.test(line)).sort()

test('a namespace exists in both languages', () => {
  expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort())
})

describe.each(Object.keys(fr))('%s', (namespace) => {
  test('has the same keys in French and English', () => {
    const unique = (texts: Texts) => [...new Set(keys(texts))].sort()
    expect(unique(en[namespace]!)).toEqual(unique(fr[namespace]!))
  })

  test('fills in the same values', () => {
    expect(withoutOne(holes(en[namespace]!))).toEqual(withoutOne(holes(fr[namespace]!)))
  })

  test('says something everywhere, without exclamation marks', () => {
    const said = (texts: Texts): string[] =>
      Object.values(texts).flatMap((value) => (typeof value === 'string' ? [value] : said(value)))
    const wrong = [...said(fr[namespace]!), ...said(en[namespace]!)].filter(
      (text) => text.trim() === '' || text.includes('!'),
    )
    expect(wrong).toEqual([])
  })
})

test('every namespace is read somewhere', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
  const code = files.map((path) => readFileSync(`app/${path}`, 'utf8')).join('')
  expect(Object.keys(fr).filter((name) => !new RegExp(`['\`]${name}[':]`).test(code))).toEqual([])
})

test('every field and role has a name', () => {
  const t = translatorFor('fr')
  for (const field of FIELD_IDS) expect(t(`fields.${field}`), field).not.toBe(`fields.${field}`)
  for (const role of ROLES) expect(t(`roles.${role}`), role).not.toBe(`roles.${role}`)
})

test('French typography: no-break spaces where a line must not end', () => {
  expect(frenchSpaces('Qui ? « Moi » : 12 430 € ; 5 %')).toBe(
    'Qui\u00a0? «\u00a0Moi\u00a0»\u00a0: 12\u00a0430\u00a0€\u00a0; 5\u00a0%',
  )
  expect(translatorFor('fr')('errors:criterion', { criterion: 'ville' })).toContain('«\u00a0ville\u00a0»')
})

test('typography changes spaces only, and only once', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab 1234567890:;!?«»%€'.split('')) }), (text) => {
      const once = frenchSpaces(text)
      expect(once.replaceAll('\u00a0', ' ')).toBe(text)
      expect(frenchSpaces(once)).toBe(once)
    }),
  )
})

test('associations say things in their own words, without touching each other’s', () => {
  const loaded = tenantsIn('tenants')
  if (!loaded.ok) throw new Error('the tenant files are not valid')
  const plain = translatorFor('fr')('roles.member')
  for (const config of loaded.configs)
    for (const [key, word] of Object.entries(config.vocabulary.fr))
      expect(translatorFor('fr', config)(key), `${config.slug} ${key}`).toBe(frenchSpaces(word))
  expect(translatorFor('fr')('roles.member')).toBe(plain)
})

test('an association that says « tu » says it on its pages, and its neighbours do not', () => {
  const familiar = translatorFor('fr', { address: 'tu' })
  expect(familiar('profile:settingsLead')).toContain('Ta fiche')
  expect(translatorFor('fr', { address: 'vous' })('profile:settingsLead')).toContain('Votre fiche')
  expect(translatorFor('en', { address: 'tu' })('profile:settingsLead')).toBe(
    translatorFor('en')('profile:settingsLead'),
  )
})

test('a text that says « tu » stands for one that says « vous », fills in the same values, and says it throughout', () => {
  const familiar = textsOf('fr-tu')
  for (const [namespace, texts] of Object.entries(familiar)) {
    expect(holes(fr[namespace]!)).toEqual(expect.arrayContaining(holes(texts)))
    expect(JSON.stringify(texts)).not.toMatch(/(?<!\p{L})(vous|votre|vos)(?!\p{L})/iu)
  }
})

test.each([
  [{}, 'fr'],
  [{ 'Accept-Language': 'en-GB,en;q=0.9,fr;q=0.8' }, 'en'],
  [{ 'Accept-Language': 'de,fr;q=0.5,en;q=0.4' }, 'fr'],
  [{ 'Accept-Language': 'en;q=0,fr;q=0.1' }, 'fr'],
  [{ 'Accept-Language': 'en', Cookie: 'a=b; lang=fr' }, 'fr'],
  [{ Cookie: 'lang=de' }, 'fr'],
])('%j is answered in %s', (headers, language) => {
  expect(languageOf(new Request('http://x.localhost', { headers: headers as HeadersInit }))).toBe(language)
})

test.each(TASKS.map(({ name }) => name))('the operator reads what %s is', (name) => {
  const named = keys(fr.operator as Texts)
  expect(named).toContain(`health.tasks.${name}`)
})
