/** What schools say of themselves and of their courses. Pure. */
import { fold } from '#app/i18n/fold.ts'
import type { CourseLevel, Region, Rhythm, StudyField } from '#app/vocabulary/schools.ts'

export interface SchoolWords {
  name: string
  about: string
  website: string | null
  /** Pages of social networks. */
  links: string[]
  street: string | null
  postcode: string | null
  city: string
  region: Region
  fields: StudyField[]
}

export interface CourseWords {
  title: string
  level: CourseLevel
  field: StudyField
  /** How long it lasts. */
  months: number | null
  rhythm: Rhythm
  /** When students train in companies. */
  periods: string | null
  city: string
  region: Region
  link: string | null
  text: string
}

/** Characters of the text that the search looks into. */
const FOLDED_LENGTH = 20_000

/** @returns the folded words that the search of schools looks into, the name first */
export const foldedSchool = ({ name, city, about }: SchoolWords): string =>
  fold([name, city, about].join(' ')).slice(0, FOLDED_LENGTH)

/** @returns the folded words that the search of courses looks into, the title first */
export const foldedCourse = ({ title, city, text }: CourseWords): string =>
  fold([title, city, text].join(' ')).slice(0, FOLDED_LENGTH)
