import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { auditReading } from '#app/domain/audit/audit.server.ts'
import { pickPeople } from '#app/domain/search/pick-people.server.ts'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { shortMoment } from '#app/i18n/format.ts'
import { may, mayEdit } from '#app/policy/ability.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { memberFields } from './member-fields.server.ts'
import { MemberHead } from './member-head.tsx'
import { memberSummary } from './member-summary.server.ts'
import { MemberSummaryBar } from './member-summary.tsx'
import { changeTies, namedPerson, readTies } from './member-ties.server.ts'
import { MemberTies } from './member-ties.tsx'
import { readValues } from './read-values.server.ts'
import { RecordCard } from './record-card.tsx'
import { RecordForm } from './record-form.tsx'
import { editAddress, partOf, RECORD_GROUPS } from './record-parts.ts'
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
  const asked = ctx.url.searchParams
  const part = partOf(asked.get('modifier'))
  const typed = asked.get('q')?.trim() ?? ''
  return {
    ...{ title: name, name, handle: staff.person.handle, version: staff.version },
    ...{ done: asked.has('fait'), part, values: readValues(ctx, staff) },
    fields: part ? memberFields(ctx, staff) : [],
    summary: await memberSummary(ctx, staff),
    ties: await readTies(ctx, staff.id),
    tie: {
      typed,
      found: typed ? await pickPeople(ctx, typed) : null,
      other: await namedPerson(ctx, asked.get('personne')),
    },
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
  const part = partOf(form.get('part')) ?? 'tout'
  if (saved.kind === 'saved') return redirect(part === 'tout' ? there : `${there}#groupe-${part}`, 303)
  const fields = memberFields(ctx, staff, form, saved.kind === 'faults' ? saved.faults : {})
  return saved.kind === 'faults'
    ? data({ part, fields }, { status: 422 })
    : data({ part, fields, conflict: saved.changed }, { status: 409 })
}

export const meta = pageMeta

export default function Member() {
  const { t, i18n } = useTranslation('admin')
  const { name, handle, version, done, values, summary, ties, tie, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const failed = answer && 'fields' in answer ? answer : undefined
  const part = failed?.part ?? page.part
  const conflict = failed && 'conflict' in failed ? (failed.conflict as readonly string[]) : undefined
  const form = part && (
    <RecordForm
      key={version + (failed ? 'typed' : '')}
      {...{ handle, version, part, fields: failed?.fields ?? page.fields }}
    />
  )
  return (
    <>
      <MemberHead handle={handle} name={name} tab="record" done={done && !answer} />
      <MemberSummaryBar handle={handle} summary={summary} />
      {conflict && (
        <Alert tone="warning" title={t('member.conflict')} live>
          {t('member.conflictText', {
            fields: conflict.map((field) => t(`fields.${field}`)).join(', ') || t('member.conflictOther'),
          })}
        </Alert>
      )}
      <div className="stack" data-person={handle}>
        {part === 'tout'
          ? form
          : RECORD_GROUPS.map((group) =>
              group === part ? form : <RecordCard key={group} group={group} handle={handle} values={values} />,
            )}
      </div>
      <MemberTies
        handle={handle}
        ties={ties}
        {...tie}
        fault={answer && 'tieFault' in answer ? answer.tieFault : undefined}
      />
      <p className="text-muted">
        {t('member.lead')} {t('member.updated', { when: shortMoment(version, i18n.language) })}{' '}
        {part !== 'tout' && <Anchor to={editAddress(handle, 'tout')}>{t('member.editAll')}</Anchor>}
      </p>
    </>
  )
}
