import type { Ctx } from '#app/context/open.ts'

/** @returns what a mailing list is called; its id where the association has it no longer */
export const listName = ({ tenant, language }: Pick<Ctx, 'tenant' | 'language'>, list: string): string =>
  tenant.config.mailingLists.find(({ id }) => id === list)?.name[language] ?? list
