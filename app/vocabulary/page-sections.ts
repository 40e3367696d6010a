/** Under which heading a page of the association stands, in the order in which they are read. */
export const PAGE_SECTIONS = ['association', 'services', 'community', 'career'] as const
export type PageSection = (typeof PAGE_SECTIONS)[number]
