/** Evenings of the demo whose places are sold, one for each association, in its own words. */
import type { DemoEvent } from './events.data.ts'

/** A kind of ticket; cents. */
export interface DemoTicket {
  name: string
  cents: number
  memberCents?: number
  paidUpCents?: number
  quota?: number
  /** Days before the evening until which it is refunded; none: never. */
  refundDays?: number
  keepCents?: number
}

export type DemoPaidEvent = DemoEvent & { tickets: readonly DemoTicket[] }

type Evening = Pick<DemoEvent, 'title' | 'lead' | 'text' | 'place' | 'city' | 'capacity'> & { cents: number }

const EVENINGS: Readonly<Record<string, Evening>> = {
  isep: {
    title: 'Gala d’hiver',
    lead: 'Dîner assis, orchestre et piste de danse jusqu’à une heure.',
    text: 'Tenue de soirée bienvenue, baskets tolérées. Le vestiaire est compris.',
    ...{ place: 'Pavillon du Lac', city: 'Paris', capacity: 220, cents: 7500 },
  },
  supmeca: {
    title: 'Dîner de la Saint-Éloi',
    lead: 'La fête des mécaniciens, à la même table depuis trente ans.',
    text: 'Menu unique, avec une assiette végétarienne sur demande.',
    ...{ place: 'La Forge', city: 'Saint-Ouen', capacity: 90, cents: 4500 },
  },
  ece: {
    title: 'Croisière du printemps',
    lead: 'Deux heures sur la Seine, cocktail dînatoire à bord.',
    text: 'Le bateau part à l’heure : embarquement vingt minutes avant.',
    ...{ place: 'Port de la Bourdonnais', city: 'Paris', capacity: 120, cents: 5500 },
  },
}

/** An INSA's association dines once a year. */
const yearly = (city: string): Evening => ({
  title: 'Dîner annuel',
  lead: 'Toutes les promotions à table, les plus jeunes au même prix que les autres.',
  text: 'On se place comme on veut ; les tables de promotion se forment toutes seules.',
  ...{ place: 'Salons de la Gare', city, capacity: 100, cents: 4000 },
})

/** @param city of an INSA's association; none: one of the file above, or no evening at all */
export function paidEventOf(slug: string, city: string | undefined, category: string): DemoPaidEvent[] {
  const evening = city ? yearly(city) : EVENINGS[slug]
  if (!evening) return []
  const { cents, ...words } = evening
  return [
    {
      ...{ ...words, category, day: 52, on: 5, from: '19:30', to: '23:30', guests: 3 },
      tickets: [
        { name: 'Dîner', cents, memberCents: cents - 500, paidUpCents: cents - 1500, refundDays: 7, keepCents: 300 },
        { name: 'Après le dîner', cents: 1500, quota: 40 },
      ],
    },
  ]
}
