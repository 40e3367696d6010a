/** `groupsByAddress` of tenant/groups.ts as SQL: who belongs to a group by where they live (I14, I16). */
import { join, type Sql, sql } from '#app/db/sql.ts'
import { automaticGroups, FRENCH, takesTheRest } from '#app/tenant/groups.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

type FileGroup = TenantConfig['groups'][number]

const country = sql`coalesce(p."homeCountry", '')`

function claimedSql({ area }: FileGroup): Sql {
  const { postcodes = [], countries = [] } = area ?? {}
  const codes = postcodes.map((start) => sql`p."homePostcode" LIKE ${`${start}%`}`)
  const french = codes.length > 0 ? [sql`(${country} = ANY(${FRENCH}::text[]) AND (${join(codes, ' OR ')}))`] : []
  const abroad = countries.length > 0 ? [sql`${country} = ANY(${countries}::text[])`] : []
  return sql`(${join([...french, ...abroad], ' OR ', sql`FALSE`)})`
}

/**
 * @param group of the association's file, with an area
 * @returns the condition that the person `p` lives in it; never NULL
 */
export function livesInSql(config: Pick<TenantConfig, 'groups'>, group: FileGroup): Sql {
  if (!takesTheRest(group)) return sql`(${claimedSql(group)} IS TRUE)`
  const others = automaticGroups({ config }).filter((one) => !takesTheRest(one))
  const claimed = join(others.map(claimedSql), ' OR ', sql`FALSE`)
  return sql`((coalesce(p."homePostcode", '') <> '' OR ${country} <> '') AND (${claimed}) IS NOT TRUE)`
}
