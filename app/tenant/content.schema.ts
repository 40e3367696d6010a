/** `news`, `events` and `legal`: what the association's news and evenings are about, who answers for its site. */
import { z } from 'zod'
import { FIGURES, MEMBERS_FIGURES } from '#app/vocabulary/figures.ts'

const slug = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'lower-case letters, digits and hyphens')
const words = z.object({ fr: z.string().min(1), en: z.string().min(1) }).strict()

/** What an association has that says nothing else. */
const USUAL = [
  { id: 'association', name: { fr: 'Vie de l’association', en: 'Association' } },
  { id: 'reseau', name: { fr: 'Réseau', en: 'Network' } },
  { id: 'ecole', name: { fr: 'École', en: 'School' } },
  { id: 'carriere', name: { fr: 'Carrière', en: 'Careers' } },
]

/** Evenings and meetings of an association that says nothing else. */
const USUAL_EVENTS = [
  { id: 'rencontre', name: { fr: 'Rencontres', en: 'Meet-ups' } },
  { id: 'conference', name: { fr: 'Conférences', en: 'Talks' } },
  { id: 'visite', name: { fr: 'Visites', en: 'Visits' } },
  { id: 'carriere', name: { fr: 'Carrière', en: 'Careers' } },
  { id: 'assemblee', name: { fr: 'Vie de l’association', en: 'Association' } },
]

export const newsSchema = z
  .object({
    categories: z
      .array(z.object({ id: slug, name: words }).strict())
      .min(1)
      .default(USUAL),
    /** Whether people of the base comment on news and say thanks for them. */
    comments: z.boolean().default(false),
  })
  .strict()

/** Categories of the agenda (I10), and the mailing list through which it invites (S14). */
export const eventsSchema = z
  .object({
    categories: z
      .array(z.object({ id: slug, name: words }).strict())
      .min(1)
      .default(USUAL_EVENTS),
    /** Who left this list receives no invitation. None: the association invites nobody by mail. */
    invitations: slug.optional(),
  })
  .strict()

/** What the law asks of a site beside who sells (`seller`): one line each, as it is to be read. */
export const legalSchema = z
  .object({
    /** Who answers for what is published; whoever presides unless said. */
    director: z.string().min(1).optional(),
    host: z.string().min(1).optional(),
    /** The mediator of consumer matters, where the association belongs to one. */
    mediator: z.string().min(1).optional(),
  })
  .strict()

/** Figures that members are shown (S16); none: they have no such page. */
export const figuresSchema = z.object({ members: z.array(z.enum(FIGURES)).default([...MEMBERS_FIGURES]) }).strict()
