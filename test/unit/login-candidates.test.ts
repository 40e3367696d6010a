import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignLogins, type KeyedPerson, otherForms } from '#app/tenant/login-assignment.ts'
import { loginCandidates, pickAccount, type StoredLogin } from '#app/tenant/login-candidates.ts'
import type { LoginFormat } from '#app/tenant/login-format.ts'
import { EVERY_FORMAT, format, GUIDE, LYON, people } from '../factories/logins.ts'

describe('signing in', () => {
  it.each([
    [LYON, 'pierre-henri.l-hame.ly1989', 'pierre-henri.l-hame.ly1989'],
    [LYON, '  Pierre–Henri.L’Hame.LY.1989 ', 'pierre-henri.l-hame.ly1989'],
    [LYON, 'Éloïse.Durant.ly2004', 'eloise.durant.ly2004'],
    [LYON, 'laure.lavaut.ly.2010', 'laure.lavaut.ly2010'],
    [LYON, 'laure.lavaut.ly.2010-2', 'laure.lavaut.ly2010-2'],
    [LYON, 'jean paul . dupont . ly2010', 'jean-paul.dupont.ly2010'],
    [GUIDE, 'Jean.Dupont10', 'jean.dupont10'],
    [GUIDE, "jean-marie.o'brien10-2", 'jeanmarie.obrien10-2'],
    [GUIDE, 'jdupont10', 'jdupont10'],
    [GUIDE, 'jean.dupont2010', 'jean.dupont10'],
    [GUIDE, 'jean.dupont1998-2', 'jean.dupont98-2'],
    [[format('{email}')], ' Jean@Mail.Example', 'jean@mail.example'],
  ])('%#: %s may mean %s', (formats, typed, login) => expect(loginCandidates(typed, formats)).toContain(login))

  it('finds nothing in what is no login', () => {
    for (const typed of ['', '  ', '...', '\0', 'a'.repeat(300)]) expect(loginCandidates(typed, LYON)).toEqual([])
    expect(loginCandidates('jean@mail.example', LYON)).toEqual([])
  })

  it('answers at once to whatever is typed', () => {
    const started = performance.now()
    for (const typed of ['a-'.repeat(120), 'a.'.repeat(120), `${'a'.repeat(250)}!`])
      loginCandidates(typed, [...LYON, ...GUIDE])
    expect(performance.now() - started).toBeLessThan(1000)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        for (const login of loginCandidates(typed, EVERY_FORMAT)) expect(login).toMatch(/^[!-~]+$/)
      }),
    )
  })

  const stored = (everybody: KeyedPerson[], formats: LoginFormat[]): StoredLogin[] => {
    const rows: StoredLogin[] = []
    for (const [accountId, login] of assignLogins(everybody, formats[0]!, new Set())) {
      if (login === null) continue
      const who = everybody.find((p) => p.key === accountId)!
      rows.push({ login, accountId, kind: 'assigned' })
      for (const form of otherForms(formats, who, login)) rows.push({ login: form, accountId, kind: 'form' })
    }
    return rows
  }

  it('every accepted form leads to the same account, unless two people share it', () => {
    const everybody: KeyedPerson[] = [
      { key: '1', firstName: 'Jean', lastName: 'Dupont', promotion: 2010 },
      { key: '2', firstName: 'Jean', lastName: 'Dupont', promotion: 2010 },
      { key: '3', firstName: 'Julie', lastName: 'Dupont', promotion: 2010 },
      { key: '4', firstName: 'Ahmed', lastName: "L'Hame", promotion: 1999 },
    ]
    const rows = stored(everybody, GUIDE)
    const meant = (typed: string) => pickAccount(loginCandidates(typed, GUIDE), rows)
    for (const typed of ['jean.dupont10', 'jeandupont10', 'JEANDUPONT10']) expect(meant(typed), typed).toBe('1')
    for (const typed of ['jean.dupont10-2', 'jeandupont10-2', 'jdupont10-2']) expect(meant(typed), typed).toBe('2')
    for (const typed of ['ahmed.lhame99', 'a.lhame99', "ahmed.l'hame99", 'alhame99'])
      expect(meant(typed), typed).toBe('4')
    for (const typed of ['jdupont10', 'j.dupont10', 'nobody10', '']) expect(meant(typed), typed).toBeUndefined()
  })

  it('an account’s own login goes before what is a mere form of another’s', () => {
    const rows = stored(
      [
        { key: '1', firstName: 'Jean', lastName: 'Dupont', promotion: 2010 },
        { key: '2', firstName: 'J.', lastName: 'Dupont', promotion: 2010 },
      ],
      GUIDE,
    )
    expect(pickAccount(['j.dupont10'], rows)).toBe('2')
  })

  it('everybody signs in with their own login', () => {
    fc.assert(
      fc.property(fc.constantFrom(LYON, GUIDE, [format('{pseudonyme}')]), people, (formats, everybody) => {
        const rows = stored(everybody, formats)
        for (const { login, accountId, kind } of rows)
          if (kind === 'assigned') expect(pickAccount(loginCandidates(login, formats), rows)).toBe(accountId)
      }),
    )
  })
})
