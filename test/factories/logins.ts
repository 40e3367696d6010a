/** Login formats of the demo's kinds, and people with names that trip programs, for property tests. */
import fc from 'fast-check'
import type { KeyedPerson } from '#app/tenant/login-assignment.ts'
import { type LoginFormat, type NameJoin, parseLoginFormat } from '#app/tenant/login-format.ts'

export function format(template: string, options: { join?: NameJoin; suffix?: string } = {}): LoginFormat {
  const parsed = parseLoginFormat(template, options)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.format
}

export const LYON = ['{prenom}.{nom}.{suffix}{aaaa}', '{prenom}.{nom}.{suffix}.{aaaa}'].map((t) =>
  format(t, { suffix: 'ly' }),
)
export const GUIDE = ['{prenom}.{nom}{aa}', '{p}.{nom}{aa}', '{prenom}{nom}{aa}', '{p}{nom}{aa}'].map((t) =>
  format(t, { join: 'none' }),
)
export const EVERY_FORMAT = [
  ...LYON,
  ...GUIDE,
  ...[
    '{nom}',
    '{nom}-{aa}',
    '{aa}-{prenom}-{nom}',
    '{p}{nom}',
    'x2-{aaaa}_{nom}',
    '{prenom}{nom}9',
    '{pseudonyme}',
  ].map((t) => format(t)),
]

/** Few names and years, digits and signs included, so that homonyms and near misses are common. */
const name = fc.oneof(
  fc.constantFrom('Jean', 'jean', 'JEAN-', 'Jean-2', 'Je an', "J'", '2', '10', '-', '', 'Jean 10', 'Élan', 'x'),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
)
export const person = fc.record({
  firstName: name,
  lastName: name,
  promotion: fc.option(fc.constantFrom(1910, 2002, 2010, 2012)),
  email: fc.option(fc.constantFrom('a@x.example', 'A@X.example ', 'é@x.example', 'b')),
  pseudonym: fc.option(name),
})
export const anyFormat = fc.constantFrom(...EVERY_FORMAT)
export const people = fc
  .array(person, { maxLength: 40 })
  .map((list): KeyedPerson[] => list.map((p, i) => ({ ...p, key: String(i).padStart(4, '0') })))
