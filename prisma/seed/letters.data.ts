/** Letters of the demo: one that left some weeks ago, one that is being written. */
import type { Block } from '#app/domain/letters/blocks.ts'

export interface DemoLetter {
  subject: string
  blocks: Block[]
}

/** @param name as the association calls itself */
export const sentLetter = (name: string): DemoLetter => ({
  subject: `${name} : la lettre de rentrée`,
  blocks: [
    { kind: 'title', text: 'Une rentrée bien remplie' },
    {
      kind: 'text',
      text: `Bonjour {{prenom}},

L’été a été studieux : l’annuaire compte **plus de cent fiches mises à jour**, et trois groupes ont élu leur bureau.

- Les rencontres d’automne ouvrent leurs inscriptions.
- Le mentorat cherche des volontaires : une heure par mois suffit.
- Les bénévoles se retrouvent chaque premier mardi.`,
    },
    { kind: 'button', text: 'Mettre ma fiche à jour', to: '/parametres' },
    { kind: 'text', text: 'À très vite,\n\nL’équipe des bénévoles' },
  ],
})

/** @param news the id of a piece of news, if the association has any */
export const draftLetter = (news: string | undefined): DemoLetter => ({
  subject: '{{prenom|Bonjour}}, ce qui vous attend en décembre',
  blocks: [
    { kind: 'title', text: 'Décembre, déjà' },
    { kind: 'text', text: 'Bonjour {{prenom}},\n\nAvant les fêtes, voici ce qui se prépare.' },
    ...(news ? [{ kind: 'article' as const, news }] : []),
    { kind: 'dues' },
  ],
})

/** Mails of members to their year. */
export const COHORT_MAILS = {
  sent: {
    subject: 'Nos retrouvailles, au printemps',
    text: `Bonjour à tous,

Cela fait longtemps que la promo ne s’est pas retrouvée. Que diriez-vous d’un samedi d’avril, près de l’école ?

Répondez-moi par la messagerie : je ferai le point fin janvier.`,
  },
  waiting: {
    subject: 'Qui connaît un bon notaire à Lyon ?',
    text: 'Bonjour,\n\nnous achetons à Lyon et cherchons un notaire de confiance. Un nom à partager ?\n\nMerci !',
  },
}

/** Notices of the carnet: `mate` is about somebody of the year of who plays the paid-up member. */
export const NOTICES = [
  {
    kind: 'wedding',
    text: 'Nous nous sommes dit oui à la mairie du 5e, entourés d’une bonne partie de la promo.',
    days: 70,
  },
  {
    kind: 'appointment',
    text: 'Je prends la direction du site de Nantes en janvier. Si vous passez par là, écrivez-moi !',
    days: 25,
  },
  { kind: 'birth', text: 'La famille s’agrandit : tout le monde va bien, et dort peu.', days: 9 },
] as const
export const WAITING_NOTICE = {
  kind: 'appointment',
  text: 'Je rejoins l’équipe de recherche : première journée lundi.',
  days: 1,
}
