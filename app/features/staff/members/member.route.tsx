import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { auditReading } from '#app/domain/audit/audit.server.ts'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { may, mayEdit } from '#app/policy/ability.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { FIELD_GROUPS, type FieldGroup } from '#app/vocabulary/fields.ts'
import { MemberField } from './member-field.tsx'
import { memberFields } from './member-fields.server.ts'
import { MemberHead } from './member-head.tsx'
import { changeTies, readTies } from './member-ties.server.ts'
import { MemberTies } from './member-ties.tsx'
import { saveMember } from './save-member.server.ts'
import { staffName, staffPerson } from './staff-person.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: ['people', 'accounts', 'keep-books'] })
  const staff = await staffPerson(ctx, args.params?.handle)
  // Links to people lead here: who does not keep the records is led to their own page about the person.
  if (!may(ctx.ability, 'people')) {
    const tab = may(ctx.ability, 'accounts') ? 'account' : 'dues'
    throw redirect(memberAddress(staff.person.handle, tab))
  }
  await auditReading(ctx, 'person.read', [staff.id])
  const name = staffName(staff)
  return {
    title: name,
    name,
    handle: staff.person.handle,
    version: staff.version,
    done: ctx.url.searchParams.has('fait'),
    fields: memberFields(ctx, staff),
    ties: await readTies(ctx, staff.id),
  }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'people' })
  const staff = await staffPerson(ctx, args.params?.handle)
  const form = await sentForm(args.request)
  const there = `${memberAddress(staff.person.handle)}?fait=1`
  if (form.has('tie')) {
    const fault = await changeTies(ctx, staff.id, form)
    return fault ? data({ tieFault: fault }, { status: 422 }) : redirect(there, 303)
  }
  if (!mayEdit(ctx.ability, staff.id)) throw forbidden()
  const saved = await saveMember(ctx, staff, form)
  if (saved.kind === 'saved') return redirect(there, 303)
  const fields = memberFields(ctx, staff, form, saved.kind === 'faults' ? saved.faults : {})
  return saved.kind === 'faults'
    ? data({ fields }, { status: 422 })
    : data({ fields, conflict: saved.changed }, { status: 409 })
}

export const meta = pageMeta

export default function Member() {
  const { t, i18n } = useTranslation('admin')
  const { name, handle, version, done, fields, ties } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const failed = answer && 'fields' in answer ? answer : undefined
  const shown = failed?.fields ?? fields
  const conflict = failed && 'conflict' in failed ? (failed.conflict as readonly string[]) : undefined
  const errors = shown.flatMap(({ field, fault }) =>
    fault ? [{ field, message: `${t(`fields.${field}`)} : ${t(`member.errors.${fault}`)}` }] : [],
  )
  return (
    <>
      <MemberHead handle={handle} name={name} tab="record" done={done && !answer} />
      <p className="text-muted">
        {t('member.lead')} {t('member.updated', { when: shortMoment(version, i18n.language) })}
      </p>
      {conflict && (
        <Alert tone="warning" title={t('member.conflict')} live>
          {t('member.conflictText', {
            fields: conflict.map((field) => t(`fields.${field}`)).join(', ') || t('member.conflictOther'),
          })}
        </Alert>
      )}
      <Form method="post" className="stack" key={version + (failed ? 'typed' : '')}>
        <input type="hidden" name="version" value={version} />
        <ErrorSummary title={t('errorTitle')} errors={errors} />
        <nav aria-label={t('member.sections')} className="flex flex-wrap gap-x-4 gap-y-2">
          {(Object.keys(FIELD_GROUPS) as FieldGroup[]).map((group) => (
            <a key={group} href={`#groupe-${group}`}>
              {t(`fieldGroups.${group}`)}
            </a>
          ))}
        </nav>
        {(Object.keys(FIELD_GROUPS) as FieldGroup[]).map((group) => (
          <Card key={group} id={`groupe-${group}`} title={t(`fieldGroups.${group}`)}>
            <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
              {shown
                .filter(({ field }) => (FIELD_GROUPS[group] as readonly string[]).includes(field))
                .map((field) => (
                  <MemberField key={field.field} {...field} />
                ))}
            </div>
          </Card>
        ))}
        <div className="actions">
          <Button>{t('actions.save')}</Button>
        </div>
      </Form>
      <MemberTies ties={ties} fault={answer && 'tieFault' in answer ? answer.tieFault : undefined} />
    </>
  )
}
