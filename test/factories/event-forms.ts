/** Bodies of the staff's forms about events. */
import { expect } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { post } from './groups.ts'
import type { Seat } from './seats.ts'
import { NOW, SLUG, type StaffForm } from './staff-subjects.ts'
import { inside } from './world.ts'

export const EVENT_WORDS = {
  title: 'Soirée des anciens',
  lead: '',
  text: 'Un verre **ensemble**.',
  category: 'rencontre',
  group: '',
  audience: 'public',
  starts: '2027-06-10T19:00',
  ends: '2027-06-10T22:00',
  zone: 'Europe/Paris',
  place: 'Maison des ingénieurs',
  address: '1 rue des Exemples',
  city: 'Paris',
  link: '',
}

/** What the form of places says where registering is open to everybody. */
export const PLACES = { registration: 'open', capacity: '', guests: '0', closes: '' }

export interface OpenEvent {
  slug: string
  /** Address of its page for the staff. */
  desk: string
  id: string
}

interface Opened {
  /** Letters and digits without accents: the address is made of it. */
  title: string
  words?: Record<string, string>
  places?: Record<string, string>
}

/** @returns an event that the seat of the staff published, and for which one registers */
export async function openEvent(keeper: Seat, { title, words, places }: Opened): Promise<OpenEvent> {
  const form = { ...EVENT_WORDS, title, intent: 'publish', ...words }
  const answer = await post(keeper, '/admin/evenements/nouveau', form)
  const desk = answer.headers.get('Location')!.split('?')[0]!
  expect((await post(keeper, `${desk}/places`, { ...PLACES, ...places })).status).toBe(303)
  return { slug: title.toLowerCase().replaceAll(' ', '-'), desk, id: desk.split('/').at(-1)! }
}

/** @returns the id of a draft */
export async function draftEvent(slug: string = SLUG): Promise<string> {
  const id = uuidv7()
  await inside(slug, (query, scope) =>
    query(sql`INSERT INTO "event" ("tenantId", "id", "slug", "title", "text", "category", "state", "audience",
        "visibleFrom", "visibleUntil", "createdAt", "startsLocal", "endsLocal", "zone", "startsAt", "endsAt", "place",
        "registration")
      VALUES (${scope.id}, ${id}, ${`soiree-${id.slice(-8)}`}, 'Soirée', 'Texte', 'rencontre', 'draft', 'public',
        ${NOW}, '9999-12-31', ${NOW}, '2027-06-10T19:00', '2027-06-10T22:00', 'Europe/Paris', '2027-06-10T17:00Z',
        '2027-06-10T20:00Z', 'Salle', 'none') RETURNING 1`),
  )
  return id
}

const ofEvent = (title: string, form: Record<string, string>, more = '', again?: string): StaffForm => ({
  title,
  make: async () => ({ path: `/admin/evenements/${await draftEvent()}${more}`, form }),
  ...(again ? { again } : {}),
})

export const EVENT_FORMS: Record<string, readonly StaffForm[]> = {
  '/admin/evenements/nouveau': [
    {
      title: 'an event written',
      again: 'a second draft of the same title is another draft',
      make: async () => ({
        path: '/admin/evenements/nouveau',
        form: { ...EVENT_WORDS, title: `Soirée ${uuidv7().slice(-6)}`, intent: 'save' },
      }),
    },
  ],
  '/admin/evenements/:event/modifier': [
    ofEvent('an event published', { ...EVENT_WORDS, intent: 'publish' }, '/modifier'),
  ],
  '/admin/evenements/:event/places': [
    ofEvent('places of an event', { registration: 'open', capacity: '12', guests: '1', closes: '' }, '/places'),
  ],
  '/admin/evenements/:event/serie': [ofEvent('an event repeated', { repeat: 'weekly', times: '3' }, '/serie')],
  '/admin/evenements/:event/billets': [
    ofEvent(
      'a kind of ticket',
      { intent: 'save', name: 'Dîner', price: '25' },
      '/billets',
      'a second one of the same name is another kind',
    ),
  ],
  '/admin/evenements/:event/codes': [
    ofEvent('a promotional code', { intent: 'save', code: 'PRINTEMPS', percent: '10' }, '/codes'),
  ],
  '/admin/evenements/:event/entrees/scan': [
    ofEvent('a code that is scanned', { code: 'ABCDE-12345' }, '/entrees/scan'),
  ],
  '/admin/evenements/:event/entrees': [ofEvent('a code at the door', { code: 'ABCDE-12345' }, '/entrees')],
  '/admin/evenements/:event/invitations': [
    {
      title: 'invitations stopped',
      make: async () => {
        const event = await draftEvent()
        await inside(SLUG, (query, scope) =>
          query(sql`UPDATE "event" SET "invitesFrom" = ${NOW} WHERE "tenantId" = ${scope.id} AND "id" = ${event}`),
        )
        return { path: `/admin/evenements/${event}/invitations`, form: { intent: 'stop' } }
      },
    },
  ],
  '/admin/evenements/:event/message': [
    ofEvent(
      'a message to who comes',
      { subject: 'Vestiaire', text: 'Il y en a un.' },
      '/message',
      'it is written down twice; nobody receives the same words twice',
    ),
  ],
  '/admin/evenements/:event': [
    ofEvent('a draft shown', { intent: 'publish' }),
    ofEvent('a draft of an event removed', { intent: 'remove' }),
    ofEvent('an event copied', { intent: 'copy' }, '', 'a second copy is another draft'),
  ],
}
