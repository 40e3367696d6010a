/** Diplomas besides the association's own, as the person enters them (S8, P3). */
import { redirect } from '@remix-run/node'
import { z } from 'zod'
import * as href from '#app/addresses.ts'
import { outdated, readForm, refused } from '#app/context/form-answer.server.ts'
import { notFound } from '#app/context/refusals.ts'
import type { DiplomaSource, PersonSource } from '#app/domain/people/person-source.ts'
import { addDiplomaTo } from '#app/domain/people/write-people.server.ts'
import { type Owner, readOwn, saveOwn } from './own-record.server.ts'
import { line } from './section.schema.ts'

const ADDRESS = href.otherDiplomas

const diplomaSchema = z.object({
  version: z.string().max(40).default(''),
  diploma: line(160),
  school: line(160).optional(),
  speciality: line(160).optional(),
  year: line(4)
    .regex(/^(19|20)\d\d$/, 'year')
    .transform(Number)
    .optional(),
})

/** Those besides the main one. */
function othersOf({ diplomas }: PersonSource): DiplomaSource[] {
  return diplomas.toSorted((a, b) => a.rank - b.rank).slice(1)
}

/** What the school brought has numbers or a state, and is not the person's to take away. */
function isTyped({ diplomaNumber, registrationNumber, diplomaState }: DiplomaSource): boolean {
  return diplomaNumber === null && registrationNumber === null && diplomaState === null
}

export async function readOtherDiplomas(owner: Owner) {
  const { source, version } = await readOwn(owner)
  return {
    title: owner.ctx.t('fields.otherDiplomas'),
    handle: source.handle,
    version,
    saved: owner.ctx.url.searchParams.has('enregistre'),
    diplomas: othersOf(source).map((one) => ({
      id: one.id,
      title: [one.diploma, one.speciality].filter(Boolean).join(', '),
      note: [one.programme, one.school, one.promotion].filter(Boolean).join(' · '),
      isTyped: isTyped(one),
    })),
  }
}

/** POST: `remove` takes one away, else one is added. */
export async function saveOtherDiplomas(owner: Owner, form: FormData) {
  const removed = form.get('remove')
  if (typeof removed === 'string') {
    await saveOwn(owner, '', (source) => {
      const gone = othersOf(source).find((one) => one.id === removed && isTyped(one))
      if (!gone) throw notFound()
      source.diplomas = source.diplomas.filter((one) => one.id !== gone.id)
    })
    return redirect(`${ADDRESS}?enregistre=1`, 303)
  }
  const submission = readForm(form, diplomaSchema)
  if (submission.status !== 'success') return refused(form, submission.error)
  const { version, diploma, school = null, speciality = null, year = null } = submission.value
  const saved = await saveOwn(owner, version, (source) => {
    addDiplomaTo(source, { diploma, school, speciality, promotion: year })
  })
  return saved.conflict === undefined ? redirect(`${ADDRESS}?enregistre=1`, 303) : outdated(form, saved.conflict)
}
