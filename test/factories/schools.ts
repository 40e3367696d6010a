/** Schools that present themselves by the site's own forms. */
import { expect } from 'vitest'
import { request } from '../setup/site.ts'
import type { Seat } from './seats.ts'

export const SCHOOL_FORM = {
  ...{ name: 'École du Phare', about: 'On y apprend la mer.', city: 'Brest', region: 'BRE', fields: 'transport' },
  ...{ website: 'phare.example', links: '', street: '1 quai du Phare', postcode: '29200', seen: '' },
}
export const COURSE_FORM = {
  ...{ title: 'BTS Maritime', level: 'bac2', field: 'transport', months: '24', rhythm: 'both', city: 'Brest' },
  ...{ region: 'BRE', periods: 'Huit semaines en mai.', link: '', text: 'Naviguer, réparer.', seen: '' },
}

export const send = (who: Seat | undefined, path: string, form: Record<string, string>, slug = 'sepro') =>
  request(`${slug}.localhost`, path, { ...(who ? { cookie: who.cookie } : {}), form })

/** Presents the school of `who`. @returns what its page answers */
export const present = (who: Seat, more: Record<string, string> = {}) =>
  send(who, '/ecoles/espace/presentation', { ...SCHOOL_FORM, ...more })

/** Adds a course to the school of `who`. */
export async function addCourse(who: Seat, more: Record<string, string> = {}): Promise<void> {
  const answer = await send(who, '/ecoles/espace/formations/nouvelle', { ...COURSE_FORM, ...more })
  expect(answer.status).toBe(303)
}
