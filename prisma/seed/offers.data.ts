/** Offers of the demo's associations, each in its own words (E4, I11, I12, N4). */
import type { Contract, OfferKind, PayPeriod, Remote } from '#app/vocabulary/offers.ts'

export interface DemoOffer {
  title: string
  kind: OfferKind
  company: string
  town: string
  remote?: Remote
  contract?: Contract
  /** Euros, from and to. */
  pay?: readonly [from: number, to: number | null, per: PayPeriod]
  text: string
  /** Who deposits: a company unless said. */
  by?: 'company' | 'adherent' | 'association' | 'school'
  /** Passed on by the cast's member. */
  relayed?: true
  state?: 'pending'
  open?: true
}

const job = (
  title: string,
  company: string,
  town: string,
  more: Partial<DemoOffer> & Pick<DemoOffer, 'text'>,
): DemoOffer => ({
  ...{ title, company, town, kind: 'job', contract: 'permanent', pay: [38_000, 46_000, 'year'] },
  ...more,
})
const internship = (
  title: string,
  company: string,
  town: string,
  text: string,
  more: Partial<DemoOffer> = {},
): DemoOffer => ({
  ...{ title, company, town, kind: 'internship', pay: [900, 1200, 'month'], text },
  ...more,
})
const training = (title: string, company: string, town: string, text: string): DemoOffer => ({
  ...{ title, company, town, kind: 'apprenticeship', pay: [1100, 1600, 'month'], text },
})

const ISEP: readonly DemoOffer[] = [
  job('Ingénieur systèmes embarqués (F/H)', 'Atelier Méridien', 'Nantes', {
    text: 'Vous concevez les cartes de commande de nos bancs d’essai, du schéma à la mise au point.\n\nÉquipe de six personnes, un jour de télétravail par semaine.',
    remote: 'some',
    relayed: true,
  }),
  internship(
    'Stage de fin d’études : vision par ordinateur',
    'Forge & Données',
    'Grenoble',
    'Détecter les défauts d’une pièce sur une ligne qui ne s’arrête pas. Six mois à partir de février, avec un tuteur diplômé de l’école.',
  ),
  job('Architecte logiciel télécoms', 'Réseaux du Parisis', 'Issy-les-Moulineaux', {
    text: 'Cœur de réseau, haute disponibilité, trois sites. Le poste est à deux stations de l’école.',
    by: 'adherent',
    pay: [52_000, 65_000, 'year'],
    remote: 'some',
  }),
  training(
    'Alternance : cybersécurité industrielle',
    'Énergies du Vexin',
    'Cergy',
    'Deux ans, trois semaines en entreprise pour une à l’école. Vous suivez les correctifs de nos automates.',
  ),
  job('Chargé d’animation du réseau des diplômés', 'L’association', 'Paris', {
    text: 'Mi-temps pendant neuf mois, pour préparer les conférences et la remise des diplômes.',
    by: 'association',
    contract: 'fixed-term',
    pay: [1300, null, 'month'],
  }),
  job('Ingénieur d’essais électroniques', 'Comptoir des Pins', 'Bordeaux', {
    text: 'Bancs de test et rapports d’essais pour des capteurs de terrain.',
    state: 'pending',
  }),
]

const SUPMECA: readonly DemoOffer[] = [
  job('Ingénieur calcul de structures (F/H)', 'Atelier Méridien', 'Nantes', {
    text: 'Éléments finis, fatigue, essais : vous suivez une pièce du premier croquis à la réception.',
    relayed: true,
    open: true,
  }),
  internship(
    'Stage : conception d’un banc de freinage',
    'Mécanique des Puces',
    'Saint-Ouen-sur-Seine',
    'À dix minutes de l’école. CAO, plans, montage : le banc doit tourner en juillet.',
    { open: true },
  ),
  job('Responsable méthodes usinage', 'Forge & Données', 'Saint-Étienne', {
    text: 'Une vingtaine de machines, deux équipes, un projet de cellule automatisée.',
    pay: [45_000, 52_000, 'year'],
    by: 'adherent',
  }),
  training(
    'Alternance : maintenance prédictive',
    'Rails de l’Ouest',
    'Rennes',
    'Vibrations et thermographie sur des rames en service.',
  ),
  {
    ...internship(
      'Thèse CIFRE : assemblages collés',
      'Atelier Méridien',
      'Nantes',
      'Trois ans entre le laboratoire et l’atelier.',
    ),
    kind: 'thesis',
    pay: [2300, null, 'month'],
  },
  job('Dessinateur projeteur', 'Comptoir des Pins', 'Bordeaux', {
    text: 'Plans d’ensemble et nomenclatures, déplacements rares.',
    state: 'pending',
  }),
]

const ECE: readonly DemoOffer[] = [
  job('Développeuse ou développeur full stack', 'Atelier Méridien', 'Paris', {
    text: 'TypeScript, PostgreSQL, produits utilisés tous les jours par des hôpitaux.',
    pay: [42_000, 50_000, 'year'],
    remote: 'some',
    relayed: true,
  }),
  internship(
    'Stage produit : objets connectés',
    'Maison Lumen',
    'Paris',
    'Du prototype au premier client, avec une équipe passée par l’incubateur de l’école.',
  ),
  job('Ingénieur data (F/H)', 'Forge & Données', 'Lyon', {
    text: 'Chaînes de données et qualité, en lien avec trois usines.',
    by: 'adherent',
    remote: 'full',
  }),
  training(
    'Alternance : sécurité des systèmes',
    'Banque des Quais',
    'Paris',
    'Analyse d’alertes, durcissement de postes, astreintes non demandées.',
  ),
  {
    title: 'Job étudiant : accueil du forum entreprises',
    kind: 'student-job',
    company: 'ECE Alumni',
    town: 'Paris',
    contract: 'fixed-term',
    pay: [13, null, 'hour'],
    text: 'Deux jours en janvier, accueil et vestiaire.',
    by: 'association',
  },
  job('Consultant réseaux', 'Comptoir des Pins', 'Bordeaux', {
    text: 'Audit et déploiement chez des PME de la région.',
    state: 'pending',
  }),
]

const SEPRO: readonly DemoOffer[] = [
  internship(
    'Stage en communication, bac+2',
    'Atelier Méridien',
    'Nantes',
    'Deux mois au printemps : réseaux, photos, lettre interne. Débutants bienvenus.',
  ),
  training(
    'Alternance BTS comptabilité et gestion',
    'Cabinet des Halles',
    'Lille',
    'Saisie, lettrage, déclarations de TVA, avec une tutrice à plein temps.',
  ),
  {
    title: 'Job étudiant : aide aux devoirs',
    kind: 'student-job',
    company: 'École partenaire',
    town: 'Lyon',
    contract: 'fixed-term',
    pay: [13, 15, 'hour'],
    text: 'Quatre heures par semaine, le mercredi et le samedi matin.',
    by: 'school',
  },
  job('Premier emploi : technicien support', 'Forge & Données', 'Grenoble', {
    text: 'Vous répondez aux clients, vous réparez, vous expliquez. Formation de six semaines à l’arrivée.',
    pay: [24_000, 27_000, 'year'],
  }),
  internship(
    'Stage développeur web, bac+3',
    'Atelier Méridien',
    'Nantes',
    'Une application interne à reprendre, du code relu chaque jour.',
    { remote: 'some' },
  ),
  {
    title: 'Bénévolat : ateliers numériques pour les aînés',
    kind: 'volunteering',
    company: 'Les Ponts du Numérique',
    town: 'Toulouse',
    text: 'Une après-midi par quinzaine, à deux.',
    by: 'school',
  },
]

const inCity = (city: string, school: string): readonly DemoOffer[] => [
  job('Ingénieur procédés (F/H)', 'Atelier Méridien', city, {
    text: `Tu rejoins une équipe de douze personnes, dont trois diplômées de l’${school}. Essais pilotes, montée en échelle, sécurité.`,
    relayed: true,
    open: true,
  }),
  internship(
    'Stage : bilan carbone d’un site',
    'Forge & Données',
    'Grenoble',
    'Mesurer, comparer, proposer : six mois, avec une vraie décision au bout.',
  ),
  job('Cheffe ou chef de projet énergie', 'Énergies du Fleuve', city, {
    text: 'Réseaux de chaleur et rénovation, de l’appel d’offres à la mise en service.',
    by: 'adherent',
    pay: [44_000, 54_000, 'year'],
    remote: 'some',
  }),
  training(
    'Alternance : génie civil et ouvrages',
    'Pont & Fils',
    city,
    'Suivi de chantier et contrôle, trois semaines sur quatre en entreprise.',
  ),
  job('Ingénieur matériaux', 'Comptoir des Pins', 'Bordeaux', {
    text: 'Formulation et essais mécaniques de composites biosourcés.',
    state: 'pending',
  }),
]

const CITIES: Readonly<Record<string, string>> = {
  ...{ 'insa-lyon': 'Lyon', 'insa-rennes': 'Rennes', 'insa-rouen': 'Rouen', 'insa-toulouse': 'Toulouse' },
  ...{ 'insa-strasbourg': 'Strasbourg', 'insa-cvl': 'Bourges' },
}
const OWN: Readonly<Record<string, readonly DemoOffer[]>> = { isep: ISEP, supmeca: SUPMECA, ece: ECE, sepro: SEPRO }

/** @returns the offers of an association of the demo; none for one that has none */
export function offersOf(slug: string): readonly DemoOffer[] {
  const city = CITIES[slug]
  return city ? inCity(city, `INSA ${city}`) : (OWN[slug] ?? [])
}
