/** `groups` and `posts`: which groups an association has, and what may be written in them. */
import { z } from 'zod'
import { MAIL_MODERATION, MODERATION, POST_AUDIENCES } from '#app/vocabulary/things.ts'

const slug = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'lower-case letters, digits and hyphens')
const words = z.object({ fr: z.string().min(1), en: z.string().min(1) }).strict()

export const GROUP_KINDS = ['regional', 'club', 'class', 'year', 'country'] as const
export const JOINING = ['open', 'moderated', 'automatic', 'staff'] as const

export const groupSchema = z
  .object({
    id: slug,
    name: words,
    kind: z.enum(GROUP_KINDS),
    joining: z.enum(JOINING),
    /**
     * Home addresses that belong to an automatic group (I14): beginnings of French post codes, or ISO 3166 countries.
     */
    area: z
      .object({
        postcodes: z.array(z.string().regex(/^\d{2,5}$/)).default([]),
        countries: z.array(z.string().regex(/^[A-Z]{2}$/)).default([]),
      })
      .strict()
      .optional(),
  })
  .strict()

/** Each year of the diploma is a group, and the year alone says who is in it (A17): how such a group is called. */
const yearName = z.string().regex(/\{\{year\}\}/, '“{{year}}” is missing: the year of the group')
export const yearGroupsSchema = z.object({ name: z.object({ fr: yearName, en: yearName }).strict() }).strict()

/** Articles of groups: for whom they may be, and when the association reads them. */
export const postsSchema = z
  .object({
    audiences: z.array(z.enum(POST_AUDIENCES)).min(1).default(['group', 'network']),
    moderation: z.enum(MODERATION).default('after'),
    /** Whether a moderator reads the mails of those who run a group before its people receive them. */
    mails: z.enum(MAIL_MODERATION).default('before'),
  })
  .strict()
