import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignLogins, collisionsOnChange, type KeyedPerson } from '#app/tenant/login-assignment.ts'
import { loginCandidates } from '#app/tenant/login-candidates.ts'
import {
  isReservedLogin,
  LOGIN_LENGTH,
  parseLoginFormat,
  RESERVED_LOGINS,
  renderLogin,
} from '#app/tenant/login-format.ts'
import { frenchNames } from '../../prisma/people/names.ts'
import { anyFormat, format, GUIDE, LYON, people, person } from '../factories/logins.ts'

describe('reading a template', () => {
  it.each([
    ['{prenom}.{nom}{aa}', true],
    ['{email}', true],
    ['{pseudonyme}', true],
    ['', 'hold {nom}'],
    ['{prenom}.{name}', '{name} is not a word'],
    ['{prenom}', 'hold {nom}'],
    ['{Nom}', '{Nom} is not a word'],
    ['{nom}.[a-z]*', '“[” is not allowed'],
    ['{nom}{', '“{” is not allowed'],
    ['{nom}É', '“É” is not allowed'],
    ['{nom}😀', '“😀” is not allowed'],
    ['.{nom}', 'may not begin or end'],
    ['{nom}.', 'may not begin or end'],
    ['{prenom}--{nom}', 'two of them in a row'],
    ['{nom}.{nom}', '{nom} stands twice'],
    ['{email}.{nom}', '{email} must stand alone'],
    ['{nom}.{suffix}', 'the tenant’s constant'],
    [`{nom}.${'a'.repeat(60)}`, 'too long'],
    [`{nom}.${'a'.repeat(90)}`, 'at most 80 characters'],
  ])('%s → %s', (template, verdict) => {
    const parsed = parseLoginFormat(template)
    if (verdict === true) expect(parsed.ok).toBe(true)
    else expect(parsed).toEqual({ ok: false, message: expect.stringContaining(verdict as string) })
  })

  it('refuses a constant that would not be plain letters and digits', () => {
    for (const suffix of ['', 'LY', 'l.y', '2ly', 'l-y', 'é'])
      expect(parseLoginFormat('{nom}.{suffix}', { suffix }).ok, suffix).toBe(false)
  })
})

describe('writing a login', () => {
  it.each([
    [LYON[0]!, 'Éloïse', 'Durant', 2004, 'eloise.durant.ly2004'],
    [LYON[0]!, 'Pierre-Henri', "L'HAME", 1989, 'pierre-henri.l-hame.ly1989'],
    [LYON[0]!, 'Pierre‑Henri', 'L’Hame', 1989, 'pierre-henri.l-hame.ly1989'],
    [LYON[0]!, 'Anne-Laure', 'Lavaut', 2010, 'anne-laure.lavaut.ly2010'],
    [LYON[1]!, 'Laure', 'Lavaut', 2010, 'laure.lavaut.ly.2010'],
    [LYON[0]!, 'Jean-Jacques', 'Dupont', 1999, 'jean-jacques.dupont.ly1999'],
    [LYON[0]!, 'Jean  Paul', 'de La\u00a0Tour', 1975, 'jean-paul.de-la-tour.ly1975'],
    [LYON[0]!, 'Łukasz', 'Œuvrard-Weiß', 2001, 'lukasz.oeuvrard-weiss.ly2001'],
    [LYON[0]!, 'Дмитрий', '王', 2020, 'dmitriy.wang.ly2020'],
    [LYON[0]!, '', '?', null, 'x.x.ly0000'],
    [GUIDE[0]!, 'Jean', 'Dupont', 2010, 'jean.dupont10'],
    [GUIDE[1]!, 'Jean', 'Dupont', 2010, 'j.dupont10'],
    [GUIDE[2]!, 'Jean', 'Dupont', 2010, 'jeandupont10'],
    [GUIDE[3]!, 'Jean', 'Dupont', 2010, 'jdupont10'],
    [GUIDE[0]!, 'Anne-Marie', "O'Brien", 2009, 'annemarie.obrien09'],
    [GUIDE[3]!, 'Éric', 'Le Goff', 1999, 'elegoff99'],
  ])('$template: %s %s, %s → %s', (form, firstName, lastName, promotion, login) =>
    expect(renderLogin(form, { firstName, lastName, promotion })).toBe(login),
  )

  it('takes an e-mail in lower case, and none that is no ASCII address', () => {
    const email = format('{email}')
    const of = (address: string | null) => renderLogin(email, { firstName: 'A', lastName: 'B', email: address })
    expect(of(' Jean.Dupont@Mail.Example ')).toBe('jean.dupont@mail.example')
    for (const address of [null, '', 'jean', 'é@x.example', 'a b@x.example', 'a@b@c']) expect(of(address)).toBeNull()
  })

  it('is ASCII, short enough for a mailbox, tidy, and writing it again changes nothing', () => {
    fc.assert(
      fc.property(anyFormat, person, (form, who) => {
        const login = renderLogin(form, who)
        if (login === null) return
        expect(login).toMatch(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/)
        expect(login.length).toBeLessThanOrEqual(LOGIN_LENGTH)
        expect(loginCandidates(login, [form])).toContain(login)
        expect(loginCandidates(login.toUpperCase(), [form])[0]).toBe(login)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('giving logins out', () => {
  const dupont = (key: string): KeyedPerson => ({ key, firstName: 'Jean', lastName: 'Dupont', promotion: 2010 })

  it('numbers homonyms of a year in the order of their keys', () => {
    const logins = assignLogins([dupont('c'), dupont('a'), dupont('b')], GUIDE[0]!, new Set(['jean.dupont10-2']))
    expect(Object.fromEntries(logins)).toEqual({ a: 'jean.dupont10', b: 'jean.dupont10-3', c: 'jean.dupont10-4' })
  })

  it('refuses names that mean something else', () => {
    const admin = { key: 'k', firstName: 'Ad', lastName: 'Min' }
    expect(assignLogins([admin], format('{prenom}{nom}'), new Set()).get('k')).toBe('admin-2')
    expect(assignLogins([dupont('k')], GUIDE[0]!, new Set(), new Set(['jean.dupont10'])).get('k')).toBe(
      'jean.dupont10-2',
    )
    for (const word of ['admin', 'www', 'root', 'postmaster', 'webmaster', 'parametres', ' Admin '])
      expect(isReservedLogin(word), word).toBe(true)
    expect(isReservedLogin('jean.dupont10')).toBe(false)
  })

  it('gives an address to one person only', () => {
    const two = ['a', 'b'].map((key) => ({ ...dupont(key), email: 'jean@mail.example' }))
    expect([...assignLogins(two, format('{email}'), new Set())]).toEqual([
      ['a', 'jean@mail.example'],
      ['b', null],
    ])
  })

  it('gives each a login of their own, never a taken or a reserved one, whatever the order', () => {
    const taken = new Set(['x.x.ly0000', 'jean.jean10', 'jean', 'jean-2'])
    fc.assert(
      fc.property(anyFormat, people, (form, everybody) => {
        const logins = assignLogins(everybody, form, taken)
        const given = [...logins.values()].filter((login) => login !== null)
        expect(new Set(given).size).toBe(given.length)
        for (const login of given) {
          expect(taken.has(login) || RESERVED_LOGINS.has(login)).toBe(false)
          expect(login).toMatch(/^[ -~]{1,64}$/)
        }
        const reversed = assignLogins(everybody.toReversed(), form, taken)
        for (const [key, login] of logins) expect(reversed.get(key)).toBe(login)
      }),
      { numRuns: 1000 },
    )
  })

  it('a number never makes what could be another person’s natural login', () => {
    fc.assert(
      fc.property(anyFormat, person, person, fc.integer({ min: 2, max: 2012 }), (form, a, b, number) => {
        expect(renderLogin(form, b)).not.toBe(`${renderLogin(form, a)}-${number}`)
      }),
      { numRuns: 5000 },
    )
  })

  it('50,000 French names: no two share a login, in any of the associations’ formats', () => {
    const graduates = [...frenchNames(50_000)].map((who, i) => ({ ...who, key: String(i).padStart(6, '0') }))
    for (const form of [LYON[0]!, GUIDE[0]!]) {
      const logins = new Set(assignLogins(graduates, form, new Set()).values())
      expect(logins.size).toBe(50_000)
    }
  })
})

describe('before a change of format', () => {
  const everybody: KeyedPerson[] = [
    { key: '1', firstName: 'Jean', lastName: 'Dupont', promotion: 2010, email: 'jean@mail.example' },
    { key: '2', firstName: 'Julie', lastName: 'Dupont', promotion: 2010 },
    { key: '3', firstName: 'Ad', lastName: 'Min' },
  ]

  it('tells who would share, take, lack or be refused a login', () => {
    const taken = new Map([
      ['dupont', '9'],
      ['min', '3'],
    ])
    expect(collisionsOnChange(everybody, format('{nom}'), taken, new Set(['min']))).toEqual([
      { login: 'dupont', reason: 'same', keys: ['1', '2'] },
      { login: 'dupont', reason: 'taken', keys: ['1', '2', '9'] },
      { login: 'min', reason: 'reserved', keys: ['3'] },
    ])
    expect(collisionsOnChange(everybody, format('{email}'), new Map())).toEqual([
      { login: '', reason: 'missing', keys: ['2', '3'] },
    ])
  })

  it('is silent exactly where everybody would have their natural login', () => {
    fc.assert(
      fc.property(anyFormat, people, (form, list) => {
        const calm = collisionsOnChange(list, form, new Map()).length === 0
        const logins = assignLogins(list, form, new Set())
        expect(calm).toBe(
          list.every((who) => renderLogin(form, who) !== null && logins.get(who.key) === renderLogin(form, who)),
        )
      }),
    )
  })
})
