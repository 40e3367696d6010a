/** `groupsByRecord` of tenant/groups.ts as SQL: who is in a group by where they live or by their year (I14, I16). */
import { join, type Sql, sql } from '#app/db/sql.ts'
import { automaticGroups, type FileGroup, FRENCH, takesTheRest } from '#app/tenant/groups.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

const country = sql`coalesce(p."homeCountry", '')`

function claimedSql({ area }: FileGroup): Sql {
  const { postcodes = [], countries = [] } = area ?? {}
  const codes = postcodes.map((start) => sql`p."homePostcode" LIKE ${`${start}%`}`)
  const french = codes.length > 0 ? [sql`(${country} = ANY(${FRENCH}::text[]) AND (${join(codes, ' OR ')}))`] : []
  const abroad = countries.length > 0 ? [sql`${country} = ANY(${countries}::text[])`] : []
  return sql`(${join([...french, ...abroad], ' OR ', sql`FALSE`)})`
}

/**
 * @param group of the association's file, with an area or of a year
 * @returns the condition that the person `p` belongs to it by their record; never NULL
 */
export function belongsByRecordSql(config: Pick<TenantConfig, 'groups'>, group: FileGroup): Sql {
  if (group.year !== undefined) return sql`((p."promotion" = ${group.year}) IS TRUE)`
  if (!takesTheRest(group)) return sql`(${claimedSql(group)} IS TRUE)`
  const others = automaticGroups({ config }).filter((one) => !takesTheRest(one))
  const claimed = join(others.map(claimedSql), ' OR ', sql`FALSE`)
  return sql`((coalesce(p."homePostcode", '') <> '' OR ${country} <> '') AND (${claimed}) IS NOT TRUE)`
}
