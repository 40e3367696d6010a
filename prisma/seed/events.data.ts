/** Events of the demo's associations, each in its own words; days count from the day of the demo. */
import type { Repeat } from '#app/calendar/repeating.ts'

export interface DemoEvent {
  title: string
  lead?: string
  text: string
  category: string
  /** Days from now; past ones below zero. */
  day: number
  /** The day of the week from then on; Monday is 1. */
  on?: number
  from: string
  to: string
  place?: string
  address?: string
  city?: string
  zone?: string
  link?: string
  audience?: 'public' | 'network' | 'paid-up' | 'group'
  /** The kind of group that invites: the first of its kind. */
  of?: 'regional' | 'club'
  cancelled?: true
  capacity?: number
  guests?: number
  /** Without registration: people just come. */
  free?: true
  /** How it repeats, and how many dates there are in all. */
  repeats?: { rule: Repeat; times: number }
}

const LINK = 'https://visio.example.org/salle/rendez-vous'

const ISEP: readonly DemoEvent[] = [
  {
    title: 'Conférence : l’intelligence artificielle embarquée',
    lead: 'Deux diplômées racontent ce qui marche, ce qui chauffe et ce qui coûte.',
    text: 'De la chaîne de montage au train, des cas réels, chiffres compris. La soirée se termine autour d’un verre.\n\n- 19 h : accueil\n- 19 h 30 : conférence\n- 21 h : cocktail',
    ...{
      category: 'conference',
      day: 10,
      on: 4,
      from: '19:00',
      to: '22:00',
      place: 'Campus d’Issy',
      city: 'Issy-les-Moulineaux',
    },
    ...{ address: '10 rue de Vanves', link: LINK, capacity: 80, guests: 1 },
  },
  {
    title: 'Visite de l’Observatoire de Paris',
    lead: 'Une heure et demie avec un astronome, coupole comprise.',
    text: 'La visite se fait debout, avec une centaine de marches. Rendez-vous devant la grille, dix minutes avant.',
    ...{
      category: 'visite',
      day: 24,
      on: 6,
      from: '14:30',
      to: '16:00',
      place: 'Observatoire de Paris',
      city: 'Paris',
    },
    ...{ address: '77 avenue Denfert-Rochereau', capacity: 12, audience: 'network' as const },
  },
  {
    title: 'Assemblée générale',
    text: 'Rapport moral, comptes et élection de quatre membres du conseil. Les pouvoirs sont reçus jusqu’à la veille.',
    ...{ category: 'assemblee', day: 38, from: '18:30', to: '20:30', place: 'Notre-Dame-des-Champs', city: 'Paris' },
    ...{ audience: 'paid-up' as const, link: LINK },
  },
  {
    title: 'La réunion du conseil, ouverte à tous',
    text: 'Une heure pour découvrir comment l’association travaille, et proposer une idée.',
    ...{
      category: 'rencontre',
      day: -20,
      on: 2,
      from: '19:00',
      to: '20:00',
      place: 'Notre-Dame-des-Champs',
      city: 'Paris',
    },
    repeats: { rule: 'weekday' as const, times: 4 },
  },
]

const SUPMECA: readonly DemoEvent[] = [
  {
    title: 'Atelier du club auto : le moteur d’essai',
    lead: 'Démontage, mesures, remontage : on regarde, on aide, on apprend.',
    text: 'L’atelier est ouvert à tout le réseau, même à qui n’a jamais tenu une clé. Prévoyez une tenue qui ne craint rien.',
    ...{
      category: 'rencontre',
      day: 6,
      on: 6,
      from: '10:00',
      to: '16:00',
      place: 'Atelier de Saint-Ouen',
      city: 'Saint-Ouen',
    },
    ...{ of: 'club' as const, capacity: 15, audience: 'network' as const },
  },
  {
    title: 'Table ronde : concevoir pour réparer',
    lead: 'Trois industriels, une question : comment dessiner une machine qui dure ?',
    text: 'Avec le groupe énergie et mobilité. Questions de la salle, puis buffet.',
    ...{
      category: 'conference',
      day: 17,
      from: '18:30',
      to: '21:30',
      place: 'Amphithéâtre Poncelet',
      city: 'Saint-Ouen',
    },
    ...{ link: LINK, capacity: 120, guests: 1 },
  },
  {
    title: 'Déjeuner du groupe régional',
    text: 'Une grande table est réservée ; venez même si vous ne connaissez personne, c’est fait pour cela.',
    ...{ category: 'rencontre', day: 12, from: '12:30', to: '14:00', place: 'Brasserie des Arts', city: 'Lyon' },
    ...{ of: 'regional' as const, audience: 'group' as const, capacity: 20 },
    repeats: { rule: 'weekday' as const, times: 3 },
  },
  {
    title: 'Visite de l’usine de turbines',
    text: 'Reportée au printemps : le site est en arrêt technique.',
    ...{
      category: 'visite',
      day: 20,
      from: '09:30',
      to: '12:00',
      place: 'Usine de Belfort',
      city: 'Belfort',
      cancelled: true as const,
    },
  },
]

const ECE: readonly DemoEvent[] = [
  {
    title: 'Afterwork de rentrée',
    lead: 'Un verre, des badges par promo, aucune présentation à écrire.',
    text: 'On vient seul ou accompagné. Le premier verre est offert par l’association.',
    ...{
      category: 'rencontre',
      day: 8,
      from: '19:00',
      to: '23:00',
      place: 'Le Quai',
      address: '12 quai de Grenelle',
      city: 'Paris',
    },
    ...{ capacity: 60, guests: 2 },
  },
  {
    title: 'Relire votre CV avec une recruteuse',
    text: 'Vingt minutes par personne, en visio. Envoyez votre CV l’avant-veille.',
    ...{
      category: 'carriere',
      day: 15,
      from: '18:00',
      to: '20:00',
      link: LINK,
      capacity: 6,
      audience: 'paid-up' as const,
    },
    repeats: { rule: 'fortnightly' as const, times: 3 },
  },
  {
    title: 'Conférence : véhicule autonome, où en est-on ?',
    text: 'Deux diplômés, un constructeur et un régulateur. La discussion est ouverte.',
    ...{ category: 'conference', day: 29, from: '18:30', to: '20:30', place: 'Amphithéâtre Eiffel 1', city: 'Paris' },
  },
]

const SEPRO: readonly DemoEvent[] = [
  {
    title: 'Matinée portes ouvertes des entreprises',
    lead: 'Huit entreprises présentent leurs métiers, en ligne.',
    text: 'Quinze minutes chacune, puis vos questions. L’inscription n’est pas nécessaire.',
    ...{ category: 'carriere', day: 14, from: '09:30', to: '12:00', link: LINK, free: true as const },
  },
]

const FEDERATION: readonly DemoEvent[] = [
  {
    title: 'Journée des six associations',
    text: 'Ateliers le matin, comité l’après-midi. Chaque association vient avec deux bénévoles.',
    ...{
      category: 'assemblee',
      day: 33,
      from: '09:30',
      to: '17:00',
      place: 'Maison des INSA',
      city: 'Lyon',
      free: true as const,
    },
  },
]

/** What an INSA's association has on, in the words of its town; Lyon has categories of its own. */
function inCity(city: string, isLyon: boolean, tu: boolean): readonly DemoEvent[] {
  return [
    {
      title: isLyon ? 'Le Jeudi d’Alumni' : `Le jeudi des INSA de ${city}`,
      lead: 'Le rendez-vous de fin de journée, sans inscription compliquée.',
      text: `${tu ? 'Viens' : 'Venez'} avec un collègue ou une amie : la table est grande. Chacun règle sa consommation.`,
      ...{
        category: isLyon ? 'jeudis' : 'rencontre',
        day: 8,
        on: 4,
        from: '19:00',
        to: '22:00',
        place: 'Café de la Cloche',
        city,
      },
      ...{ guests: 2, capacity: 40, of: 'club' as const, repeats: { rule: 'weekday' as const, times: 4 } },
    },
    {
      title: `Visite d’entreprise à ${city}`,
      lead: 'Deux heures dans les coulisses, guidées par des diplômés.',
      text: 'Chaussures fermées et pièce d’identité obligatoires : le site est protégé.',
      ...{
        category: isLyon ? 'regional' : 'visite',
        day: 19,
        from: '14:00',
        to: '16:00',
        place: 'Accueil du site',
        city,
      },
      ...{ capacity: 12, audience: 'network' as const },
    },
    {
      title: 'Changer de métier à quarante ans',
      lead: 'Une heure en ligne avec deux personnes qui l’ont fait, et une conseillère carrière.',
      text: 'Le récit d’abord, les questions ensuite. La rencontre n’est pas enregistrée.',
      ...{ category: isLyon ? 'carrieres' : 'carriere', day: 15, on: 2, from: '12:15', to: '13:15', link: LINK },
      ...{ audience: 'paid-up' as const, capacity: 50 },
    },
    {
      title: 'Retrouvailles outre-mer',
      text: 'Un apéritif face au lagon, pour les diplômés de passage comme pour ceux qui vivent ici.',
      ...{ category: isLyon ? 'rencontres' : 'rencontre', day: 31, from: '18:00', to: '21:00', place: 'Marina Taina' },
      ...{ city: 'Papeete', zone: 'Pacific/Tahiti' },
    },
    {
      title: 'Assemblée générale',
      text: 'Comptes, projets, élections. Le procès-verbal est en ligne.',
      ...{ category: 'assemblee', day: -35, from: '18:00', to: '20:00', place: 'Amphithéâtre', city },
    },
  ]
}

const CITIES: Readonly<Record<string, [city: string, tu: boolean]>> = {
  'insa-lyon': ['Lyon', true],
  'insa-rennes': ['Rennes', false],
  'insa-rouen': ['Rouen', false],
  'insa-toulouse': ['Toulouse', false],
  'insa-strasbourg': ['Strasbourg', false],
  'insa-cvl': ['Bourges', false],
}

/** @returns the town of an INSA's association */
export const cityOf = (slug: string): string | undefined => CITIES[slug]?.[0]

const OWN: Readonly<Record<string, readonly DemoEvent[]>> = {
  isep: ISEP,
  supmeca: SUPMECA,
  ece: ECE,
  sepro: SEPRO,
  insa: FEDERATION,
}

/** @returns the events of an association; none for one that is not of the demo */
export function eventsOf(slug: string): readonly DemoEvent[] {
  const city = CITIES[slug]
  return city ? inCity(city[0], slug === 'insa-lyon', city[1]) : (OWN[slug] ?? [])
}
