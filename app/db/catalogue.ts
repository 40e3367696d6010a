/** Every table as prisma/schema describes it: class, retention, whose data, columns. Made with the client. */
export { CATALOGUE, type CatalogueTable } from '#app/db/generated/catalogue.ts'
