/** What people of the demo say to each other: invented, and nobody's words. `{association}` is its short name. */

export interface Dialogue {
  /** Each line: who says it (0 wrote first), how many hours ago, and what. */
  lines: readonly (readonly [who: 0 | 1, hours: number, text: string])[]
  /** The last line has not been read by the other. */
  unread?: true
  /** Strangers, and the second has not answered yet. */
  request?: true
}

/** Between graduates, who say « tu ». */
export const AMONG_GRADUATES: readonly Dialogue[] = [
  {
    lines: [
      [
        0,
        640,
        'Salut ! J’ai vu que tu t’étais installé dans le coin. On organise un déjeuner {association} jeudi, tu viens ?',
      ],
      [1, 622, 'Avec plaisir, cela me fera découvrir le quartier. À quelle heure ?'],
      [0, 620, '12 h 30, près de la gare. Je réserve pour huit.'],
      [1, 618, 'Parfait, j’amène une collègue de la promo d’après.'],
    ],
  },
  {
    lines: [
      [
        0,
        300,
        'Bonjour, je prépare une reconversion vers les énergies renouvelables et ta fiche m’a donné envie de t’écrire.',
      ],
      [1, 276, 'Bonne idée ! Le secteur recrute, surtout en études. Tu as déjà une spécialité en tête ?'],
      [0, 275, 'Plutôt le réseau et le stockage. Une demi-heure au téléphone, ce serait possible ?'],
      [1, 251, 'Bien sûr : mardi ou mercredi après 18 h ?'],
      [0, 6, 'Mercredi 18 h 30, merci beaucoup. J’aurai mes questions sous la main.'],
    ],
    unread: true,
  },
  {
    lines: [
      [0, 900, 'Tu te souviens du projet de troisième année ? J’ai retrouvé les photos de la soutenance.'],
      [1, 880, 'Non ! Envoie-les moi, et surtout à personne d’autre.'],
      [0, 879, 'Trop tard, elles seront au prochain anniversaire de promo.'],
    ],
  },
  {
    lines: [
      [
        0,
        52,
        'Mon équipe cherche quelqu’un pour un poste de chef de projet. J’ai pensé à toi : est-ce que je peux t’en parler ?',
      ],
      [1, 30, 'Merci d’y avoir pensé. Je ne cherche pas en ce moment, mais je connais peut-être la bonne personne.'],
      [0, 3, 'Volontiers, fais-lui suivre mon nom.'],
    ],
    unread: true,
  },
  {
    lines: [
      [
        0,
        1500,
        'Nous relançons le club des anciens à l’étranger. Tu as vécu trois ans là-bas, tu accepterais de répondre aux questions des partants ?',
      ],
      [1, 1490, 'Oui, tant que cela reste une ou deux personnes par mois.'],
      [0, 1488, 'C’est exactement l’idée. Merci !'],
    ],
  },
  {
    lines: [
      [
        0,
        120,
        'Est-ce que tu connais un bon traiteur pour la remise des diplômes ? {association} me demande trois devis.',
      ],
      [1, 100, 'Celui de l’an dernier était très bien, je te retrouve ses coordonnées.'],
    ],
  },
  {
    lines: [
      [
        0,
        20,
        'Bonjour, nous étions dans la même promotion sans nous croiser. Je passe dans ta ville le mois prochain : un café ?',
      ],
    ],
    request: true,
  },
  {
    lines: [
      [
        0,
        9,
        'Bonjour, j’ai lu ton parcours et j’aimerais te poser deux questions sur ton premier poste. Merci d’avance !',
      ],
    ],
    request: true,
  },
]

/** From companies and schools, who say « vous ». */
export const FROM_COMPANIES: readonly Dialogue[] = [
  {
    lines: [
      [
        0,
        70,
        'Bonjour, nous ouvrons un poste d’ingénieur d’études à Nantes et votre parcours correspond à ce que nous cherchons. Souhaitez-vous en savoir plus ?',
      ],
      [1, 46, 'Bonjour, je suis en poste mais curieux d’en savoir plus. Le télétravail est-il possible ?'],
      [0, 44, 'Deux jours par semaine. Je vous propose un échange vendredi matin.'],
    ],
  },
  {
    lines: [
      [
        0,
        28,
        'Bonjour, nous présentons nos métiers aux diplômés de {association} le mois prochain. Accepteriez-vous d’en parler avec nous ?',
      ],
    ],
    request: true,
  },
]

export const FROM_SCHOOLS: readonly Dialogue[] = [
  {
    lines: [
      [
        0,
        200,
        'Bonjour, nos étudiants de deuxième année cherchent des ingénieurs qui racontent leur métier. Auriez-vous une heure en janvier ?',
      ],
      [1, 180, 'Bonjour, volontiers. Plutôt un jeudi en fin de journée.'],
      [0, 8, 'Le jeudi 14 à 17 h vous conviendrait-il ?'],
    ],
    unread: true,
  },
]
