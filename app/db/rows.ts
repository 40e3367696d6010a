/**
 * Types of rows, from prisma/schema by way of the generated client: a statement says which columns of which table it
 * reads, and a column that is renamed no longer passes the type check.
 */
import type { Prisma } from '#app/db/generated/client.ts'

type Models = Prisma.TypeMap['model']

/** `sale_line` as the schema names its model: `SaleLine`. */
type ModelOf<Table extends string> = Table extends `${infer Word}_${infer Rest}`
  ? `${Capitalize<Word>}${ModelOf<Rest>}`
  : Capitalize<Table>

/** `SaleLine` as the database names its table: `sale_line`. */
type TableOf<Model extends string, Start extends boolean = true> = Model extends `${infer Letter}${infer Rest}`
  ? Letter extends Lowercase<Letter>
    ? `${Letter}${TableOf<Rest, false>}`
    : `${Start extends true ? '' : '_'}${Lowercase<Letter>}${TableOf<Rest, false>}`
  : ''

/** Every table of the schema. */
export type Table = TableOf<keyof Models & string>

type Scalars<Name extends Table> =
  ModelOf<Name> extends keyof Models ? Models[ModelOf<Name>]['payload']['scalars'] : never

/** A column of a table. */
export type Column<Name extends Table> = keyof Scalars<Name> & string

/**
 * Rows of a table as a statement reads them, all columns or those named.
 * @typeParam Name the table, as statements name it
 * @typeParam Columns its columns: timestamps come as Date, uuids and days as text, JSON as it was written
 */
export type RowOf<Name extends Table, Columns extends Column<Name> = Column<Name>> = Pick<Scalars<Name>, Columns>

/**
 * Columns of a table by a narrower type than the schema's: the words of a state, the shape of JSON.
 * @typeParam Types by column; of one that the table has not, nothing can be read
 */
export type Narrow<Name extends Table, Types> = {
  [One in keyof Types]: One extends Column<Name> ? Types[One] : never
}
