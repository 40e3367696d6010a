/** Bodies of the staff's forms about events. */
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
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
  '/admin/evenements/:event/entrees/scan': [
    ofEvent('a code that is scanned', { code: 'ABCDE-12345' }, '/entrees/scan'),
  ],
  '/admin/evenements/:event/entrees': [ofEvent('a code at the door', { code: 'ABCDE-12345' }, '/entrees')],
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
