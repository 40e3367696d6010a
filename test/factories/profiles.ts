/** Profiles by purpose written and read by the site's own pages. */
import { expect } from 'vitest'
import * as groups from './groups.ts'
import type { Seat } from './seats.ts'

export { type Somebody, somebody } from './groups.ts'
export { subjects } from './offers.ts'

const SLUG = 'sepro'

export const get = (who: Seat, path: string) => groups.get(who, path, SLUG)
export const post = (who: Seat, path: string, form: Record<string, string>) => groups.post(who, path, form, SLUG)
export const text = (who: Seat, path: string) => groups.text(who, path, SLUG)

export const PROFILE_FORM = {
  ...{ purpose: 'stage', headline: 'Stage en laboratoire', speciality: 'Chimie verte', level: 'bac3', year: '2025' },
  ...{ town: 'Nantes', country: 'France', job: 'Technicien', employer: 'Chez le verrier', skills: 'dosage, HPLC' },
  ...{ text: 'Je cherche un stage de six mois.', availableFrom: '', payWish: '' },
}

/** @returns the id of a profile that is on line */
export async function publish(who: Seat, more: Record<string, string> = {}): Promise<string> {
  const written = await post(who, '/mes-profils/nouveau', { ...PROFILE_FORM, ...more })
  expect(written.status).toBe(303)
  const path = written.headers.get('Location')!
  expect((await post(who, path, { intent: 'publish' })).status).toBe(303)
  return path.split('/').at(-1)!
}

/** @returns ids of the profiles that a page of the library lists, in its order */
export const refs = (page: string): string[] => [...page.matchAll(/data-profile="([\w-]+)"/g)].map(([, id]) => id!)

/** @returns the pseudonyms that the pages of profiles show */
export async function openProfileOf(who: Seat, ids: readonly string[]): Promise<string[]> {
  const names: string[] = []
  for (const id of ids) names.push(/data-field="pseudonym"[^>]*>([^<]+)</.exec(await text(who, `/cvtheque/${id}`))![1]!)
  return names
}
