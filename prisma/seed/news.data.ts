/** News of the demo's associations, each in its own words. */
export interface DemoNews {
  title: string
  lead?: string
  text: string
  category: 'association' | 'reseau' | 'ecole' | 'carriere'
  audience?: 'public' | 'network' | 'paid-up'
  byline?: string
}

const ISEP: readonly DemoNews[] = [
  {
    title: 'Trente bénévoles, une rentrée',
    lead: 'Le conseil des diplômés a repris ses réunions du premier mardi. Trois chantiers cette année : l’annuaire, les conférences, l’accueil des jeunes diplômés.',
    text: 'Le conseil s’est réuni rue Notre-Dame-des-Champs devant une trentaine de bénévoles.\n\n## Trois chantiers\n\n- **L’annuaire** : relancer celles et ceux dont l’adresse est perdue.\n- **Les conférences** : une par mois, filmée quand l’intervenant le permet.\n- **Les jeunes diplômés** : un parrain ou une marraine pour qui le souhaite.\n\nUne idée, une heure par mois à donner ? Écrivez-nous par la [page Contact](/contact).',
    category: 'association',
    byline: 'Le conseil',
  },
  {
    title: 'Conférence : l’intelligence artificielle embarquée, du labo à l’usine',
    lead: 'Deux diplômées racontent ce qui marche, ce qui chauffe et ce qui coûte. Jeudi à 19 h, sur le campus d’Issy.',
    text: 'De la reconnaissance d’images sur une chaîne de montage à la maintenance prédictive d’un train, elles montrent des cas réels, chiffres compris.\n\n> Le modèle ne vaut rien si personne ne sait le remettre à jour.\n\nLa conférence sera suivie d’un verre. Les billets se prennent dans la [boutique](/boutique).',
    category: 'reseau',
  },
  {
    title: 'Le numérique durable entre au programme du cycle ingénieur',
    text: 'À partir de cette rentrée, chaque élève suit trente heures sur l’impact du numérique : mesure, écoconception, droit. Des diplômés interviennent dans quatre séances sur dix.\n\nL’école cherche encore deux intervenants sur le *cycle de vie des équipements*.',
    category: 'ecole',
  },
  {
    title: 'Visite du musée des Arts et Métiers : les photos sont là',
    text: 'Merci aux vingt-quatre personnes venues samedi. Les photos sont en ligne pour les membres du réseau. La prochaine visite nous emmènera à l’Observatoire.',
    category: 'reseau',
    audience: 'network',
  },
  {
    title: 'Enquête sur les salaires : les résultats complets',
    lead: 'Médiane par secteur, par ancienneté et par région : le document est réservé aux adhérents.',
    text: 'Sept cents réponses cette année. Trois choses à retenir :\n\n1. le premier salaire augmente dans tous les secteurs ;\n2. l’écart entre Paris et les régions se réduit ;\n3. le télétravail pèse autant que le salaire dans le choix d’un poste.',
    category: 'carriere',
    audience: 'paid-up',
  },
]

const SUPMECA: readonly DemoNews[] = [
  {
    title: 'Les clubs rouvrent leurs portes',
    lead: 'Auto, voile, aéro : trois clubs, trois ateliers, et de la place pour tout le monde.',
    text: 'Le club auto reçoit le premier samedi du mois à Saint-Ouen, avec le moteur d’essai rénové par la promotion sortante.\n\n## Pour venir\n\n- dites-le dans le [groupe du club](/groupes) ;\n- prévoyez une tenue qui ne craint rien.',
    category: 'reseau',
  },
  {
    title: 'Assemblée générale : rendez-vous le 12 décembre',
    lead: 'Rapport moral, comptes, élection de quatre membres du conseil. Le vote est ouvert aux cotisants.',
    text: 'L’assemblée se tient à l’école et en visioconférence. Les documents seront envoyés deux semaines avant.\n\nPour se présenter au conseil, une lettre d’une page suffit.',
    category: 'association',
    byline: 'Le bureau',
  },
  {
    title: 'Fabrication additive : l’école reçoit une machine de plus',
    text: 'Une imprimante métal grand format rejoint l’atelier. Les diplômés qui travaillent sur le sujet sont invités à en parler aux élèves de troisième année.',
    category: 'ecole',
  },
  {
    title: 'Cellule emploi : douze entretiens blancs par mois',
    text: 'Six diplômés recruteurs donnent deux heures chaque mois. Le rendez-vous est gratuit, confidentiel, et dure quarante-cinq minutes.',
    category: 'carriere',
    audience: 'network',
  },
  {
    title: 'La lettre des cotisants : où va votre cotisation',
    text: 'Sur 100 € reçus : 46 € pour la cellule emploi et les groupes, 31 € pour le site et l’annuaire, 14 € pour les bourses, 9 € de frais.',
    category: 'association',
    audience: 'paid-up',
  },
]

const ECE: readonly DemoNews[] = [
  {
    title: 'Afterwork de Noël : 120 inscrits et toujours de la place',
    lead: 'Le 10 décembre à partir de 18 h 30, près de la tour Eiffel. Toutes les promos, toutes les filières.',
    text: 'Le bar est privatisé pour nous. Une consommation est offerte aux cotisants, et la tombola paiera trois bourses de vie étudiante.',
    category: 'reseau',
  },
  {
    title: 'Cotiser une fois, pour la vie : mode d’emploi',
    text: 'Un paiement, aucun renouvellement. Votre compte ouvre l’annuaire, les groupes, les offres et les événements.\n\n**Étudiants** : joignez votre certificat de scolarité à la [demande d’adhésion](/inscription).',
    category: 'association',
  },
  {
    title: 'Start-up de diplômés : cinq levées de fonds cet automne',
    text: 'De la santé à l’énergie, cinq équipes fondées par des diplômés de l’ECE ont levé des fonds. Deux recrutent en ce moment.',
    category: 'reseau',
  },
  {
    title: 'Nos mentors vous attendent',
    lead: 'Quarante diplômés donnent une heure par mois aux étudiants de dernière année.',
    text: 'Choisissez un domaine, proposez deux créneaux, et la rencontre se fait en visio ou autour d’un café.',
    category: 'carriere',
    audience: 'paid-up',
  },
]

const SEPRO: readonly DemoNews[] = [
  {
    title: 'Stages de printemps : le bon moment pour publier',
    lead: 'Les entreprises cherchent surtout de novembre à février. Rafraîchissez votre profil pour le faire remonter.',
    text: 'Un profil **rafraîchi** revient en tête de liste. Vérifiez votre objectif, vos dates et votre ville, puis publiez sous le pseudonyme de votre choix.',
    category: 'carriere',
  },
  {
    title: 'Pseudonyme : trois conseils pour rester anonyme',
    text: '- pas de prénom, pas d’année de naissance ;\n- pas le pseudonyme d’un réseau où votre nom apparaît ;\n- un CV joint n’est lu que par les personnes autorisées.',
    category: 'reseau',
  },
  {
    title: 'Vingt-six écoles présentent leurs formations',
    text: 'Licences professionnelles, masters, alternances : posez vos questions aux écoles sans donner votre adresse.',
    category: 'ecole',
  },
  {
    title: 'Ce qui change pour les recruteurs',
    text: 'Les offres de stage sont à rafraîchir tous les deux mois. Sans nouvelles, elles quittent la liste ; rien n’est supprimé avant dix-huit mois.',
    category: 'association',
  },
]

const FEDERATION: readonly DemoNews[] = [
  {
    title: 'Le comité de gouvernance a voté les projets de l’année',
    lead: 'Six associations, trois voix chacune : quatre projets communs seront financés au prorata des diplômés.',
    text: 'Les quatre projets retenus :\n\n1. une enquête commune sur les carrières ;\n2. l’accueil des diplômés à l’étranger ;\n3. la base partagée ;\n4. une rencontre nationale à Lyon.',
    category: 'association',
    byline: 'Le bureau de la fédération',
  },
  {
    title: 'Quatre-vingt mille diplômés, une seule recherche',
    text: 'Les adhérents des associations membres cherchent dans la base partagée, chacun selon les règles de son association et le choix de chaque personne.',
    category: 'reseau',
  },
  {
    title: 'Groupes régionaux : les subventions sont versées',
    text: 'Chaque groupe régional reçoit une part selon le nombre de diplômés qui y vivent. Merci aux animatrices et animateurs qui ont rendu leurs comptes à temps.',
    category: 'reseau',
  },
  {
    title: 'Rencontre nationale : gardez la date du 6 juin',
    text: 'Une journée à Lyon, des ateliers par métier et un dîner. Les inscriptions ouvriront en mars.',
    category: 'association',
  },
]

interface City {
  city: string
  place: string
  trade: string
  says: 'vous' | 'tu'
}

const CITIES: Readonly<Record<string, City>> = {
  'insa-lyon': { city: 'Lyon', place: 'le campus de la Doua', trade: 'la chimie et le bâtiment', says: 'tu' },
  'insa-rennes': { city: 'Rennes', place: 'le campus de Beaulieu', trade: 'les télécoms', says: 'tu' },
  'insa-rouen': { city: 'Rouen', place: 'le technopôle du Madrillet', trade: 'l’énergie', says: 'vous' },
  'insa-toulouse': { city: 'Toulouse', place: 'le campus de Rangueil', trade: 'l’aéronautique', says: 'tu' },
  'insa-strasbourg': {
    city: 'Strasbourg',
    place: 'l’école, boulevard de la Victoire',
    trade: 'l’architecture',
    says: 'vous',
  },
  'insa-cvl': { city: 'Blois et Bourges', place: 'les deux campus', trade: 'la sécurité et le paysage', says: 'tu' },
}

/** What an association of the federation writes: from its town, about its trades. */
function inCity({ city, place, trade, says }: City): DemoNews[] {
  const tu = says === 'tu'
  return [
    {
      title: `Portes ouvertes : ${place} vous attend`.replace('vous attend', tu ? 't’attend' : 'vous attend'),
      lead: `Un samedi pour revoir ${place}, croiser les élèves et parler des métiers.`,
      text: `L’association tient un stand toute la journée. ${tu ? 'Passe dire bonjour' : 'Passez dire bonjour'}, même une heure : les élèves posent leurs questions, et les promotions se retrouvent.\n\n- accueil à partir de 9 h ;\n- visite des nouveaux laboratoires ;\n- pique-nique à midi.`,
      category: 'ecole',
    },
    {
      title: `${city} recrute : ${trade} en première ligne`,
      text: `Douze entreprises de la région ont dit au réseau ce qu’elles cherchent pour le printemps. ${trade[0]!.toUpperCase()}${trade.slice(1)} et le conseil ouvrent le plus de postes, du stage à la direction de projet.`,
      category: 'carriere',
    },
    {
      title: 'Le groupe régional change d’animatrice',
      text: `Après six ans, Claire passe la main. ${tu ? 'Rejoins' : 'Rejoignez'} le prochain déjeuner pour la remercier, et pour proposer une sortie.`,
      category: 'reseau',
      audience: 'network',
    },
    {
      title: 'Le magazine d’automne est paru',
      lead: 'Un dossier sur la sobriété énergétique, douze portraits et les nouvelles des promotions.',
      text: 'Les adhérents le reçoivent chez eux ; il se lit aussi en ligne, page par page.',
      category: 'association',
      audience: 'paid-up',
    },
  ]
}

const OWN: Readonly<Record<string, readonly DemoNews[]>> = {
  isep: ISEP,
  supmeca: SUPMECA,
  ece: ECE,
  sepro: SEPRO,
  insa: FEDERATION,
}

/** @returns the news of an association, the newest first; none for one that is not of the demo */
export function newsOf(slug: string): readonly DemoNews[] {
  const city = CITIES[slug]
  return city ? inCity(city) : (OWN[slug] ?? [])
}

/** Written and not shown: what the desk of every association has in hand. */
export const DRAFT: DemoNews = {
  title: 'Vœux du bureau',
  text: 'À relire : ajouter la photo de l’équipe et la date de la galette.',
  category: 'association',
}

/** What members answer to the newest news, where the association wants comments. */
export const COMMENTS: readonly string[] = [
  'Merci pour ces nouvelles ! Je viendrai avec deux camarades de promotion.',
  'Une question : sera-t-il possible de suivre à distance ?',
  'Très bonne idée. Si un coup de main est utile pour l’organisation, comptez sur moi.',
]
