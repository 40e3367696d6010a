/** What synthetic people write in groups: an article, and answers to it, by the kind of group. */
export interface DemoArticle {
  title: string
  text: string
  answers: readonly string[]
}

export const REGIONAL: readonly DemoArticle[] = [
  {
    title: 'Déjeuner mensuel : le premier jeudi',
    text: 'Nous reprenons nos déjeuners du premier jeudi du mois, à 12 h 30. Une grande table est réservée ; venez même si vous ne connaissez personne, c’est fait pour cela.\n\nDites ici si vous venez, pour que je prévienne le restaurant.',
    answers: [
      'J’y serai, avec une collègue qui vient d’arriver dans la région.',
      'Pas ce mois-ci, mais gardez-moi une place en janvier.',
    ],
  },
  {
    title: 'Nouveaux arrivés : par où commencer ?',
    text: 'Je m’installe dans la région après huit ans à l’étranger. Quels quartiers conseilleriez-vous à une famille avec deux enfants ? Et y a-t-il des entreprises d’ici qui cherchent en ce moment ?',
    answers: [
      'Bienvenue ! Je peux vous parler des écoles, les nôtres y sont depuis trois ans.',
      'Mon entreprise recrute deux profils, je vous écris.',
      'Venez au prochain déjeuner, vous y rencontrerez la moitié du groupe.',
    ],
  },
  {
    title: 'Visite de l’atelier ferroviaire : compte rendu',
    text: 'Nous étions vingt-deux à la visite. Merci à l’équipe qui nous a reçus, et aux trois promotions représentées. Les photos suivront dès que chacun aura donné son accord.',
    answers: ['Très belle journée, merci pour l’organisation.'],
  },
]

export const CLUB: readonly DemoArticle[] = [
  {
    title: 'Prochaine rencontre : qui peut accueillir ?',
    text: 'Nous cherchons une salle pour quinze personnes, un soir de semaine, à partir de 19 h. Si votre entreprise peut nous prêter la sienne, répondez ici.',
    answers: [
      'Possible chez nous à partir du 15, il faut les noms la veille pour l’accueil.',
      'Chez nous aussi, mais plutôt au printemps.',
    ],
  },
  {
    title: 'Trois lectures qui m’ont servi cette année',
    text: 'Je partage trois livres qui m’ont aidé à changer de poste : un sur la négociation, un sur la lecture de comptes, un sur l’écoute. Et vous, qu’avez-vous lu d’utile ?',
    answers: ['Merci, je retiens celui sur les comptes.', 'J’ajoute un podcast si quelqu’un préfère écouter.'],
  },
]

export const CLASS: readonly DemoArticle[] = [
  {
    title: 'Bienvenue dans le groupe',
    text: 'Ce groupe est tenu par l’association. Vous y trouverez les informations qui vous concernent, et vous pouvez y poser vos questions.',
    answers: ['Merci ! Où trouve-t-on le calendrier de l’année ?'],
  },
]

/** Waits for a moderator where the association reads first. */
export const WAITING: DemoArticle = {
  title: 'Je vends deux places pour un concert',
  text: 'Bonjour, je ne peux plus y aller : deux places à prix coûtant, me contacter.',
  answers: [],
}

export const PROPOSAL = {
  name: 'Randonnée et montagne',
  about: 'Une sortie par mois, du sentier facile à la course d’arête, pour tous les niveaux et avec les familles.',
}
