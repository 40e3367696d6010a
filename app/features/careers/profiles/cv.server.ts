/** The CV of a profile: drawn anew from what is shown of it, so that nothing has to be masked (C17). */
import type { Ctx } from '#app/context/open.ts'
import { Paper } from '#app/domain/documents/paper.ts'
import type { ShownRow } from '#app/domain/profiles/library.server.ts'
import { themeFrom } from '#app/tenant/theme.ts'
import { shownOf } from './shown-profile.server.ts'

/** @returns the tagged PDF; its dates are the day that the profile shows, its author the pseudonym */
function cvPaper({ t, language, tenant }: Ctx, row: ShownRow): Promise<Buffer> {
  const shown = shownOf(language, row)
  const paper = new Paper({
    ...{
      title: shown.headline,
      author: shown.pseudonym,
      language,
      footer: `${shown.pseudonym} · ${t('profiles:cv.about')}`,
    },
    at: new Date(`${row.day}T12:00:00Z`),
    pageText: (page, pages) => t('profiles:cv.page', { page, pages }),
    colour: themeFrom(tenant.config.brand).light.link,
  })
  const facts = (fields: readonly (readonly [string, string | null | undefined])[]) =>
    fields.flatMap(([field, words]): [string, string][] => (words ? [[t(`profiles:fields.${field}`), words]] : []))
  const part = (title: string, pairs: [string, string][]) => {
    if (pairs.length > 0) paper.heading(t(`profiles:cv.${title}`)).facts(pairs)
  }
  const { level, speciality, year, town, country, job, employer, skills, text } = shown
  paper.title(shown.headline).text(`${shown.pseudonym} · ${shown.purpose} · ${t('profiles:day', { day: shown.day })}`)
  paper.facts(facts([[town ? 'town' : 'country', [town, country].filter(Boolean).join(', ')]]))
  part(
    'studies',
    facts([
      ['speciality', speciality],
      ['level', level && t(`profiles:levels.${level}`)],
      ['year', year],
    ]),
  )
  part(
    'work',
    facts([
      ['job', job],
      ['employer', employer],
    ]),
  )
  if (skills.length > 0) paper.heading(t('profiles:cv.skills')).text(skills.join(', '))
  if (text) paper.heading(t('profiles:cv.text')).text(text)
  return paper.finish()
}

/** @returns the file as a download under a name that tells nothing (C12) */
export async function cvAnswer(ctx: Ctx, row: ShownRow): Promise<Response> {
  const bytes = await cvPaper(ctx, row)
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': 'attachment; filename="cv.pdf"',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
