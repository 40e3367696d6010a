/** Schools and courses of the demo, for associations that keep a directory of them (N3). */
import type { CourseWords, SchoolWords } from '#app/domain/schools/school-words.ts'
import type { SchoolServiceKind } from '#app/vocabulary/schools.ts'

export interface DemoSchool {
  words: SchoolWords
  /** Name of the organisation whose page it is; none: a generic page. */
  owner?: string
  courses: readonly CourseWords[]
  /** What it receives, with the address that nobody else sees. */
  services?: readonly { kind: SchoolServiceKind; forwardTo: string; words?: string }[]
}

type Place = Pick<CourseWords, 'city' | 'region'>

const course = (
  place: Place,
  facts: Pick<CourseWords, 'title' | 'level' | 'field' | 'rhythm' | 'text'> & Partial<CourseWords>,
): CourseWords => ({ ...place, months: null, periods: null, link: null, ...facts })

const LYON: Place = { city: 'Lyon', region: 'ARA' }
const RENNES: Place = { city: 'Rennes', region: 'BRE' }

/** What a visitor asked the first of them: hours ago, words, by the school or not. */
export const QUESTION = {
  course: 'BTS Communication',
  messages: [
    [50, 'Bonjour, prenez-vous des étudiants qui viennent d’une première année de droit ? Merci !', false],
    [
      26,
      'Bonjour Léa, oui, deux ou trois par an. Venez au samedi portes ouvertes de janvier avec votre relevé de notes : nous en parlerons ensemble.',
      true,
    ],
    [20, 'Parfait, j’y serai. Faut-il s’inscrire ?', false],
  ] as const satisfies readonly (readonly [hours: number, text: string, bySchool: boolean])[],
}

export const DEMO_SCHOOLS: readonly DemoSchool[] = [
  {
    owner: 'École partenaire',
    services: [
      { kind: 'questions', forwardTo: 'accueil@amandiers.example' },
      { kind: 'documentation', forwardTo: 'brochures@amandiers.example' },
      {
        ...{ kind: 'introductions', forwardTo: 'entreprises@amandiers.example' },
        words:
          'Une soixantaine d’apprentis cherchent une entreprise chaque année, de mai à septembre. Écrivez-nous : nous transmettons vos offres aux promotions concernées et nous vous proposons trois profils.',
      },
    ],
    words: {
      ...LYON,
      name: 'École des Amandiers',
      about:
        'Une école de 420 étudiants, à dix minutes à pied de la Part-Dieu, où l’on apprend la communication et le numérique par projets, avec des entreprises de la région.\n\nNos promotions sont petites : vingt-quatre places par formation. Chaque étudiant a un tuteur parmi nos enseignants et un parrain parmi les anciens.\n\nPortes ouvertes : un samedi par mois, de janvier à mai.',
      website: 'https://amandiers.example/',
      links: ['https://reseau.example/ecole-des-amandiers'],
      ...{ street: '4 place des Amandiers', postcode: '69003' },
      fields: ['communication', 'it', 'commerce'],
    },
    courses: [
      course(LYON, {
        ...{ title: 'BTS Communication', level: 'bac2', field: 'communication', rhythm: 'both', months: 24 },
        periods: 'Huit semaines en mai et juin de la première année, six semaines en janvier de la seconde.',
        link: 'https://amandiers.example/bts-communication',
        text: 'Concevoir une campagne, suivre un budget, parler à une imprimerie comme à un développeur : deux années entre les cours et quatre commandes réelles d’associations lyonnaises.\n\nAdmission sur dossier et entretien, après le baccalauréat. Gratuit en alternance.',
      }),
      course(LYON, {
        ...{ title: 'BTS Services informatiques aux organisations', level: 'bac2', field: 'it', rhythm: 'both' },
        ...{ months: 24, periods: 'Six semaines en fin de première année, six semaines en hiver de la seconde.' },
        text: 'Option SLAM (développement) ou SISR (réseaux). La moitié des cours se passe devant un vrai parc de machines, à monter, à casser et à réparer.',
      }),
      course(LYON, {
        ...{ title: 'Bachelor Développement web', level: 'bac3', field: 'it', rhythm: 'apprenticeship', months: 12 },
        periods: 'Trois semaines en entreprise, une semaine à l’école, de septembre à août.',
        text: 'Une année pour finir ce qu’un BTS ou un BUT a commencé : accessibilité, tests, mise en production. Chaque apprenti publie un projet dont il est seul responsable.',
      }),
      course(LYON, {
        ...{ title: 'BTS Négociation et digitalisation de la relation client', level: 'bac2', field: 'commerce' },
        ...{ rhythm: 'apprenticeship', months: 24 },
        periods: 'Deux jours à l’école, trois jours en entreprise.',
        text: 'Vendre sans forcer la main, à distance comme en face. Nos apprentis sont reçus par une trentaine d’entreprises de la métropole.',
      }),
    ],
  },
  {
    owner: 'Institut des Quatre-Vents',
    words: {
      ...RENNES,
      name: 'Institut des Quatre-Vents',
      about:
        'Depuis 1987, l’institut forme aux métiers de la santé et du social. Les stages occupent la moitié du temps, dans quarante établissements d’Ille-et-Vilaine.\n\nInternat de soixante places, restaurant le midi, salle de simulation ouverte le soir.',
      website: 'https://quatre-vents.example/',
      links: [],
      ...{ street: '1 rue des Quatre-Vents', postcode: '35000' },
      fields: ['health', 'social'],
    },
    courses: [
      course(RENNES, {
        ...{ title: 'Diplôme d’État d’éducateur de jeunes enfants', level: 'bac3', field: 'social' },
        ...{ rhythm: 'full-time', months: 36 },
        periods: 'Soixante semaines sur les trois années, dont une hors de Bretagne.',
        text: 'Accompagner les enfants de moins de sept ans et leurs familles. Admission par Parcoursup, puis un entretien avec une professionnelle.',
      }),
      course(RENNES, {
        ...{ title: 'Assistant de vie aux familles', level: 'cap', field: 'social', rhythm: 'full-time', months: 8 },
        periods: 'Trois périodes de quatre semaines.',
        text: 'Un titre professionnel en huit mois, ouvert sans condition de diplôme, avec un accompagnement vers l’emploi dans les six mois qui suivent.',
      }),
      course(RENNES, {
        ...{
          title: 'Préparation aux études de santé',
          level: 'short',
          field: 'health',
          rhythm: 'part-time',
          months: 9,
        },
        text: 'Les samedis et pendant les vacances : chimie, biologie, entretiens blancs. Pour lycéens de terminale et personnes en reconversion.',
      }),
    ],
  },
  {
    words: {
      ...{ name: 'Lycée hôtelier de la Rade', city: 'Brest', region: 'BRE' },
      about:
        'Lycée public d’hôtellerie et de restauration, avec un restaurant d’application ouvert au public le midi. Cette présentation a été écrite par notre équipe ; le site du lycée en dit plus.',
      website: 'https://lycee-rade.example/',
      ...{ links: [], street: null, postcode: '29200', fields: ['hospitality'] },
    },
    courses: [],
  },
  {
    words: {
      ...{ name: 'École supérieure du paysage de l’Orne', city: 'Alençon', region: 'NOR' },
      about:
        'Une petite école publique du paysage et de l’environnement, de la licence au diplôme d’ingénieur. Cette présentation a été écrite par notre équipe.',
      website: 'https://paysage-orne.example/',
      ...{ links: [], street: null, postcode: '61000', fields: ['agriculture', 'science'] },
    },
    courses: [],
  },
]
