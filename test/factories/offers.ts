/** Offers deposited by the site's own forms. */
import { expect } from 'vitest'
import { post } from './groups.ts'
import type { Seat } from './seats.ts'

export const OFFER_FORM = {
  ...{ kind: 'job', title: 'Ingénieur calcul', company: 'Atelier', town: 'Nantes', country: 'France', remote: 'some' },
  ...{ contract: 'permanent', payFrom: '38 000', payTo: '45000', payPer: 'year', startsOn: '', lastDay: '' },
  ...{ text: 'Éléments finis et essais.', applyUrl: 'https://atelier.example/postuler', intent: 'submit' },
}

/** @returns the id of what was deposited */
export async function deposit(who: Seat, more: Record<string, string> = {}, slug = 'ece'): Promise<string> {
  const answer = await post(who, '/offres/deposer', { ...OFFER_FORM, ...more }, slug)
  expect(answer.status).toBe(303)
  return /\/offres\/([\w-]+)\?/.exec(answer.headers.get('Location')!)![1]!
}

/** Subjects with plain spaces: French sets narrow ones before colons. */
export const subjects = (all: readonly { subject: string }[]) =>
  all.map(({ subject }) => subject.replaceAll(/\s/g, ' '))
