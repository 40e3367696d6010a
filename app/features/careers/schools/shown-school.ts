/** A school and a course as pages show them: plain data. */
import * as href from '#app/addresses.ts'
import type { CourseLine, SchoolRow } from '#app/domain/schools/read-schools.server.ts'

/** @returns what lists show of a school; its logo's address carries what it is, so that a new one is fetched */
export const schoolLine = ({ slug, name, city, region, fields, logoKey, state }: SchoolRow) => ({
  ...{ slug, name, city, region, fields, state },
  logo: logoKey ? `${href.schoolLogo(slug)}?v=${logoKey.slice(-12)}` : null,
})

/** @returns what lists show of a course */
export const courseLine = ({ slug, title, level, field, rhythm, months, city, region, ...row }: CourseLine) => ({
  ...{ slug, title, level, field, rhythm, months, city, region, state: row.state },
  ...{ school: row.schoolName, schoolSlug: row.schoolSlug, waits: row.waiting !== null },
})

export type ShownSchoolLine = ReturnType<typeof schoolLine>
export type ShownCourseLine = ReturnType<typeof courseLine>
