/** What schools of the demo award. A school not listed here awards `GENERAL` under its own name. */

export interface Programme {
  programme: string
  /** `%` stands for the school's name. */
  diploma: string
  /** Years of promotion in which it was awarded. */
  from: number
  to: number
  weight: number
  specialities: readonly string[]
}

const DIGITAL = [
  'Logiciel',
  'Réseaux',
  'Cybersécurité',
  'Intelligence artificielle',
  'Santé numérique',
  'Signal et image',
  '',
]
const MECHANICS = ['Mécatronique', 'Structures et matériaux', 'Ingénierie numérique', 'Production et logistique', '']
const INSA = [
  'Génie mécanique',
  'Génie civil et urbanisme',
  'Informatique',
  'Génie électrique',
  'Génie énergétique',
  'Biosciences',
  'Génie industriel',
  'Matériaux',
  'Télécommunications',
  'Mathématiques appliquées',
]

function engineer(diploma: string, specialities: readonly string[], from = 1940, to = 2100, weight = 10): Programme {
  return { programme: 'ING', diploma, from, to, weight, specialities }
}

export const GENERAL: readonly Programme[] = [
  engineer('Diplôme d’ingénieur %', ['Génie industriel', 'Informatique', 'Mécanique', 'Énergie', 'Électronique', '']),
  {
    programme: 'MS',
    diploma: 'Mastère spécialisé %',
    from: 1990,
    to: 2100,
    weight: 1,
    specialities: ['Management', 'Innovation'],
  },
]

const INSA_PROGRAMMES: readonly Programme[] = [
  engineer('Ingénieur %', INSA),
  { programme: 'DOC', diploma: 'Doctorat %', from: 1985, to: 2100, weight: 1, specialities: INSA },
  { programme: 'MAS', diploma: 'Master recherche %', from: 2005, to: 2100, weight: 1, specialities: INSA },
]

/** By slug of the demo's associations. */
export const SCHOOLS: Readonly<Record<string, { name: string; programmes: readonly Programme[] }>> = {
  isep: {
    name: 'ISEP',
    programmes: [
      engineer('Diplôme d’ingénieur %', DIGITAL),
      {
        programme: 'MS',
        diploma: 'Mastère Spécialisé',
        from: 1988,
        to: 2100,
        weight: 2,
        specialities: ['Management et protection des données', 'Cloud', 'Expert mobiles'],
      },
      {
        programme: 'MSc',
        diploma: 'Master of Science',
        from: 2004,
        to: 2100,
        weight: 1,
        specialities: ['Communication networks', 'Data science'],
      },
    ],
  },
  supmeca: {
    name: 'Supméca',
    programmes: [
      engineer('ISMCM', ['Construction mécanique', ''], 1940, 1975),
      engineer('CESTI', MECHANICS, 1970, 1995),
      engineer('Supméca', MECHANICS, 1994, 2100),
      engineer('Supméca-GI', ['Génie industriel'], 2008, 2100, 2),
    ],
  },
  ece: {
    name: 'ECE',
    programmes: [
      engineer('Diplôme d’ingénieur %', [
        ...DIGITAL,
        'Énergie et environnement',
        'Finance quantitative',
        'Objets connectés',
      ]),
      {
        programme: 'BACH',
        diploma: 'Bachelor %',
        from: 2015,
        to: 2100,
        weight: 2,
        specialities: ['Développement', 'Cyber & réseaux'],
      },
    ],
  },
  'insa-lyon': { name: 'INSA Lyon', programmes: INSA_PROGRAMMES },
  'insa-rennes': { name: 'INSA Rennes', programmes: INSA_PROGRAMMES },
  'insa-rouen': { name: 'INSA Rouen Normandie', programmes: INSA_PROGRAMMES },
  'insa-toulouse': { name: 'INSA Toulouse', programmes: INSA_PROGRAMMES },
  'insa-strasbourg': { name: 'INSA Strasbourg', programmes: INSA_PROGRAMMES },
  'insa-cvl': { name: 'INSA Centre Val de Loire', programmes: INSA_PROGRAMMES },
  sepro: {
    name: 'Sepro',
    programmes: [
      {
        programme: 'BTS',
        diploma: 'BTS',
        from: 2010,
        to: 2100,
        weight: 3,
        specialities: ['Commerce', 'Électrotechnique', 'Tourisme', 'Comptabilité'],
      },
      {
        programme: 'LIC',
        diploma: 'Licence professionnelle',
        from: 2010,
        to: 2100,
        weight: 3,
        specialities: ['Logistique', 'Communication', 'Métiers du livre'],
      },
      {
        programme: 'MAS',
        diploma: 'Master',
        from: 2010,
        to: 2100,
        weight: 2,
        specialities: ['Droit social', 'Finance', 'Ressources humaines'],
      },
    ],
  },
}
