/** Offers by their words and by the clock alone (C1, C3, C5, C6, C7), and who takes which step (C2). */
import { describe, expect, test } from 'vitest'
import { addDays, civilDay, lastDay } from '#app/calendar/civil-day.ts'
import {
  asksPayHistory,
  changedFields,
  endAfterChange,
  endOf,
  excludingWords,
  isSpelling,
  type OfferWords,
  oddities,
} from '#app/domain/offers/offer-words.ts'
import { compile } from '#app/policy/ability.ts'
import {
  couldRead,
  offerDecisions,
  offerSteps,
  type RuledOffer,
  readsAsAuthor,
  shownState,
  stateOnSubmit,
} from '#app/policy/offer.rules.ts'
import { mayReadThing } from '#app/policy/thing.rules.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import { OFFER_STATES } from '#app/vocabulary/offers.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { tenantFile } from '../factories/world.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const AUTHOR = '018f0000-0000-7000-b000-0000000000aa'
const COMPANY = '018f0000-0000-7000-b000-0000000000cc'
const READER = '018f0000-0000-7000-b000-0000000000bb'

const words = (more: Partial<OfferWords> = {}): OfferWords => ({
  ...{ kind: 'job', title: 'Ingénieur calcul', company: 'Atelier', town: 'Nantes', country: 'FR', remote: 'none' },
  ...{ contract: 'permanent', payFrom: 38_000, payTo: 45_000, payPer: 'year', startsOn: null, lastDay: null },
  ...{
    text: 'Éléments finis et essais, 2 jours de télétravail.',
    applyUrl: 'https://exemple.fr/',
    mostApplications: null,
    audience: 'offer-readers',
  },
  ...more,
})

describe('C1: the last day is whole in the association’s zone', () => {
  test('ends at midnight in Paris, on both nights that change the clocks and at the end of a short month', () => {
    const ends = (at: string, months = 2, wish: string | null = null) => endOf(months, wish, new Date(at)).toISOString()
    expect(ends('2026-08-25T09:00:00Z')).toBe('2026-10-25T23:00:00.000Z')
    expect(ends('2027-01-28T09:00:00Z')).toBe('2027-03-28T22:00:00.000Z')
    expect(ends('2026-12-31T09:00:00Z')).toBe('2027-02-28T23:00:00.000Z')
    expect(ends('2026-11-30T23:30:00Z', 2, '2026-12-05')).toBe('2026-12-05T23:00:00.000Z')
    expect(ends('2026-11-30T09:00:00Z', 2, '2028-01-01')).toBe('2027-01-30T23:00:00.000Z')
  })

  test('at 23:59:59 it is on line, a second later it has ended, and its last day is told as that day', () => {
    for (const day of ['2026-10-24', '2026-10-25', '2027-03-27', '2027-03-28', '2027-06-30']) {
      const offer = { state: 'published', visibleUntil: endOf(12, day, new Date('2026-09-01T10:00:00Z')) }
      const last = new Date(offer.visibleUntil.getTime() - 1)
      expect(civilDay(last), day).toBe(day)
      expect(civilDay(offer.visibleUntil)).toBe(addDays(day, 1))
      expect(lastDay(offer.visibleUntil)).toBe(day)
      expect(shownState(offer, last)).toBe('published')
      expect(shownState(offer, offer.visibleUntil)).toBe('ended')
    }
  })
})

test('C4: another last day ends nothing that was prolonged before that day, and lengthens nothing beyond its months', () => {
  const visibleFrom = new Date('2026-06-01T10:00:00Z')
  const ends = (wish: string | null, until: Date) =>
    lastDay(endAfterChange(6, wish, { visibleFrom, visibleUntil: until }))
  const [first, prolonged] = [endOf(6, null, visibleFrom), endOf(6, null, NOW)]
  expect([ends('2026-09-01', first), ends('2027-02-01', first), ends(null, first)]).toEqual([
    '2026-09-01',
    '2026-12-01',
    '2026-12-01',
  ])
  expect([ends('2027-02-01', prolonged), ends(null, prolonged)]).toEqual(['2027-02-01', '2027-05-30'])
  expect(ends(null, endOf(6, '2026-09-01', visibleFrom))).toBe('2026-12-01')
})

describe('C5: what a change changes', () => {
  test('field by field, in the order of the form', () => {
    const after = words({ title: 'Ingénieure calcul', payTo: 46_000, lastDay: '2027-01-05' })
    expect(changedFields(words(), after).map(({ field }) => field)).toEqual(['title', 'payTo', 'lastDay'])
    expect(changedFields(words(), words())).toEqual([])
  })

  test.each([
    ['a letter of the text', { text: 'Eléments finis et essais, 2 jours de télétravail.' }, true],
    ['an accent of the title', { title: 'Ingenieur calcul' }, true],
    ['another figure', { text: 'Éléments finis et essais, 3 jours de télétravail.' }, false],
    ['an address', { text: 'Éléments finis et essais, 2 jours de télétravail. www.x.fr' }, false],
    ['a sentence', { text: 'Éléments finis et essais, 2 jours de télétravail, et des déplacements.' }, false],
    ['the pay', { payFrom: 38_001 }, false],
    ['where one applies', { applyUrl: 'https://exemple.com/' }, false],
  ] as const)('%s is a spelling: %#', (_, more, spelling) => {
    expect(isSpelling(words(), words(more))).toBe(spelling)
  })
})

describe('C6, C7: words that somebody should look at', () => {
  test('sex, age and origin are pointed out, and what only sounds like them is not', () => {
    const said = (text: string) => excludingWords({ title: 'Poste', text })
    expect(said('Réservé aux femmes, âge maximum 35')).toEqual(['sex', 'age'])
    expect(said('Entre 25 et 35 ans, de nationalité française')).toEqual(['age', 'origin'])
    expect(said('Moins de 30 ans exigé')).toEqual(['age'])
    for (const fine of [
      'Entre 10 et 15 ans d’expérience',
      'Plus de 10 ans d’expérience (F/H)',
      'Origine des pièces',
      'Jeune diplômé bienvenu',
    ])
      expect(said(fine), fine).toEqual([])
  })

  test('a question about earlier pay is refused', () => {
    for (const text of [
      'Joindre votre dernier salaire',
      'Précisez le salaire actuel',
      'Trois bulletins de paie',
      'Your current salary',
    ])
      expect(asksPayHistory({ title: 'x', text }), text).toBe(true)
    for (const text of ['Salaire selon expérience', 'Paie mensuelle', 'Service de la paie'])
      expect(asksPayHistory({ title: 'x', text }), text).toBe(false)
  })

  test('a free mail, no number of a company, words of scams: of strangers; of members only the words', () => {
    const text = { title: 'Job', text: 'Écrire par WhatsApp' }
    const fine = { title: 'Job', text: 'Bureau' }
    expect(oddities(text, { email: 'x@gmail.com', siret: null, country: 'FR' })).toEqual([
      'free-mail',
      'no-siret',
      'trap',
    ])
    expect(oddities(fine, { email: 'x@atelier.fr', siret: '73282932000074', country: 'France' })).toEqual([])
    expect(oddities(fine, { email: 'x@atelier.be', siret: null, country: 'BE' })).toEqual([])
    expect(oddities(text, null)).toEqual(['trap'])
  })
})

const offer = (more: Partial<RuledOffer> = {}): RuledOffer => ({
  ...{ state: 'published', audience: 'offer-readers', personId: AUTHOR, organisationId: null, waits: false },
  visibleFrom: new Date('2026-11-01T00:00:00Z'),
  visibleUntil: new Date('2026-12-31T23:00:00Z'),
  ...more,
})

function looker(slug: string, role: Role, more: Partial<Viewer> = {}) {
  const viewer: Viewer = { roles: [role], friendIds: [], hasPass: false, accountId: READER, ...more }
  return { ability: compile({ config: tenantFile(slug), viewer }), now: NOW }
}
const OVER = { visibleUntil: NOW }
const ALL = (slug: string) =>
  [
    ...[looker(slug, 'visitor', { accountId: undefined }), looker(slug, 'member', { personId: READER })],
    ...[looker(slug, 'adherent', { personId: READER }), looker(slug, 'recruiter', { organisationId: READER })],
    ...[looker(slug, 'poster', { organisationId: READER }), looker(slug, 'manager')],
  ] as const

describe('who reads an offer', () => {
  test.each([
    ['ece', [false, false, true, false, false, true]],
    ['isep', [false, false, true, false, false, true]],
    ['supmeca', [false, true, true, false, false, true]],
    ['insa-lyon', [false, true, true, false, false, true]],
    ['sepro', [true, true, true, true, false, true]],
  ])('%s: visitor, member, paid up, recruiter, poster, manager (E4, I12, N4, P4)', (slug, expected) => {
    expect(ALL(slug).map((who) => mayReadThing(who, 'Offer', offer()))).toEqual(expected)
  })

  test('one that is open to everybody is; nobody but its author and the staff reads what is not on line', () => {
    const all = ALL('supmeca')
    expect(all.map((who) => mayReadThing(who, 'Offer', offer({ audience: 'public' })))).toEqual(all.map(() => true))
    for (const more of [...OFFER_STATES.filter((one) => one !== 'published').map((state) => ({ state })), OVER])
      expect(
        all.map((who) => mayReadThing(who, 'Offer', offer({ audience: 'public', ...more }))),
        JSON.stringify(more),
      ).toEqual([false, false, false, false, false, true])
    for (const state of OFFER_STATES) {
      expect(mayReadThing(looker('ece', 'member', { personId: AUTHOR }), 'Offer', offer({ state }))).toBe(true)
      const own = offer({ state, personId: null, organisationId: COMPANY })
      expect(mayReadThing(looker('ece', 'poster', { organisationId: COMPANY }), 'Offer', own)).toBe(true)
      expect(mayReadThing(looker('ece', 'poster', { organisationId: READER }), 'Offer', own)).toBe(false)
    }
  })

  test('of two people kept apart neither finds the other’s offer, and a company’s stays found', () => {
    const apart = looker('supmeca', 'member', { personId: READER, apartIds: [AUTHOR] })
    expect(mayReadThing(apart, 'Offer', offer())).toBe(false)
    expect(mayReadThing(apart, 'Offer', offer({ audience: 'public' }))).toBe(false)
    expect(couldRead(apart, offer(OVER))).toBe(false)
    expect(mayReadThing(apart, 'Offer', offer({ personId: null, organisationId: COMPANY }))).toBe(true)
  })

  test('with other eyes: what the staff read themselves, and nothing that its author alone reads', () => {
    const author = looker('ece', 'adherent', { personId: AUTHOR })
    const guide = looker('isep', 'moderateur' as Role)
    const held = [guide, looker('ece', 'manager')].map(({ ability }) => ({ ...author, holder: { ability } }))
    const all = [offer(), offer({ audience: 'public' }), offer({ state: 'draft' })]
    expect(held.map((who) => all.map((one) => mayReadThing(who, 'Offer', one)))).toEqual([
      [false, true, false],
      [true, true, true],
    ])
    expect(held.map((who) => couldRead(who, offer(OVER)))).toEqual([false, true])
    expect([author, ...held].map((who) => readsAsAuthor(who, offer()))).toEqual([true, false, false])
  })

  test('C3: to whom it was open, one that has ended or was withdrawn is over; to the others it never was', () => {
    const over = [offer(OVER), offer({ state: 'withdrawn' })]
    for (const one of over)
      expect(ALL('ece').map((who) => couldRead(who, one))).toEqual([false, false, true, false, false, true])
    for (const one of [
      offer(),
      offer({ state: 'refused' }),
      offer({ state: 'hidden' }),
      offer({ state: 'draft', ...OVER }),
    ])
      expect(ALL('ece').map((who) => couldRead(who, one))).toEqual(ALL('ece').map(() => false))
  })
})

describe('C2: who takes which step', () => {
  const none = { relayed: false, reported: false, awaitsJudgement: false }
  const steps = (who: ReturnType<typeof looker>, one: RuledOffer, done = none) =>
    offerSteps(who.ability, one, NOW, done)

  test('the author, in each state', () => {
    const author = looker('supmeca', 'member', { personId: AUTHOR })
    const of = (more: Partial<RuledOffer>) => steps(author, offer(more))
    expect(of({ state: 'draft' })).toEqual(['change', 'submit', 'remove'])
    expect(of({ state: 'pending' })).toEqual(['change', 'withdraw'])
    expect(of({})).toEqual(['change', 'prolong', 'withdraw'])
    expect(of({ state: 'hidden' })).toEqual(['withdraw'])
    for (const more of [OVER, { state: 'refused' }, { state: 'withdrawn' }])
      expect(of(more)).toEqual(['reopen', 'remove'])
    // Evidence of a report is not its author's to delete; judged, the offer is.
    const reported = { ...none, awaitsJudgement: true }
    expect(steps(author, offer({ state: 'withdrawn' }), reported)).toEqual(['reopen'])
  })

  test('who may deposit no more takes back what they deposited, and changes nothing', () => {
    const lapsed = looker('ece', 'member', { personId: AUTHOR })
    expect(steps(lapsed, offer())).toEqual(['withdraw'])
    expect(steps(lapsed, offer(OVER))).toEqual(['remove'])
  })

  test('readers apply, pass on and report, once each; a company passes nothing on', () => {
    const reader = looker('supmeca', 'adherent', { personId: READER })
    expect(steps(reader, offer())).toEqual(['apply', 'relay', 'report'])
    expect(steps(reader, offer(), { ...none, relayed: true, reported: true })).toEqual(['apply', 'unrelay'])
    expect(steps(looker('sepro', 'recruiter', { organisationId: READER }), offer())).toEqual(['apply', 'report'])
    expect(steps(looker('sepro', 'visitor', { accountId: undefined }), offer())).toEqual(['apply'])
  })

  test('the staff decide about what waits and what was reported; others about nothing', () => {
    const staff = looker('ece', 'manager').ability
    const decide = (more: Partial<RuledOffer>, reports = 0) => offerDecisions(staff, offer(more), NOW, reports)
    expect(decide({ state: 'pending' })).toEqual(['approve', 'refuse'])
    expect(decide({ waits: true })).toEqual(['approve', 'refuse', 'take-down'])
    expect(decide({}, 1)).toEqual(['dismiss', 'take-down'])
    expect(decide({ state: 'hidden' }, 3)).toEqual(['dismiss', 'take-down'])
    for (const more of [OVER, { state: 'refused' }, { state: 'withdrawn' }, { state: 'draft' }])
      expect(decide(more)).toEqual([])
    for (const { ability } of ALL('ece').slice(0, 5))
      expect(offerDecisions(ability, offer({ state: 'pending' }), NOW, 0)).toEqual([])
  })

  test('what is handed in is read where the file says so, and wherever something is odd (C6)', () => {
    const at = (slug: string, role: Role, odd: boolean) =>
      stateOnSubmit(looker(slug, role).ability, tenantFile(slug), odd)
    expect(at('ece', 'recruiter', false)).toBe('pending')
    expect(at('sepro', 'recruiter', false)).toBe('published')
    expect(at('sepro', 'recruiter', true)).toBe('pending')
    expect(at('ece', 'manager', true)).toBe('published')
  })
})
