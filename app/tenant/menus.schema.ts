/** `menus`: how the association orders the words of its site, and what stands beneath each (S3). */
import { z } from 'zod'
import { MENU_IDS, MOST_PLACES, PLACE_IDS } from '#app/vocabulary/places.ts'

/** A word of the main navigation: entries that a viewer may not open are absent, and a word of which none is left. */
const menuSchema = z.object({ id: z.enum(MENU_IDS), entries: z.array(z.enum(PLACE_IDS)).min(1) }).strict()

export const menusSchema = z
  .array(menuSchema)
  // « Accueil » stands before them.
  .max(MOST_PLACES - 1)
  .superRefine((menus, ctx) => {
    const entries = menus.flatMap((menu) => menu.entries)
    const twice = (all: readonly string[]) => all.find((one, i) => all.indexOf(one) !== i)
    const [menu, entry] = [twice(menus.map(({ id }) => id)), twice(entries)]
    if (menu) ctx.addIssue({ code: 'custom', message: `the menu ${menu} is there twice` })
    if (entry) ctx.addIssue({ code: 'custom', message: `${entry} stands in two menus` })
  })
export type Menus = z.infer<typeof menusSchema>
