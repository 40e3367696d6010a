import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { memberAddress } from '#app/features/staff/team/member-address.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { MemberField } from './member-field.tsx'
import { type FieldFault, inputOf } from './member-inputs.ts'
import { createMember } from './save-member.server.ts'

/** What one knows at least of somebody new, besides the association's identity field. */
const ASKED: readonly FieldId[] = [
  'civility',
  'firstName',
  'lastName',
  'promotion',
  'diploma',
  'primaryEmail',
  'studentNumber',
]

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'people' })
  const { identity, kind } = ctx.tenant.config
  if (kind === 'federation') throw notFound()
  return { title: ctx.t('admin:member.newTitle'), asked: [...new Set([identity.field, ...ASKED])] }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'people' })
  if (ctx.tenant.config.kind === 'federation') throw notFound()
  const form = await sentForm(args.request)
  const made = await createMember(ctx, form)
  if ('handle' in made) return redirect(`${memberAddress(String(made.handle))}?fait=1`, 303)
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  return data({ faults: made as Partial<Record<FieldId, FieldFault>>, typed }, { status: 422 })
}

export const meta = pageMeta

export default function NewMember() {
  const { t } = useTranslation('admin')
  const { title, asked } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const errors = asked.flatMap((field) => {
    const fault = answer?.faults[field]
    return fault ? [{ field, message: `${t(`fields.${field}`)} : ${t(`member.errors.${fault}`)}` }] : []
  })
  return (
    <>
      <PageHeading
        title={title}
        lead={t('member.newLead')}
        above={
          <Breadcrumbs label={t('trail')} items={[{ to: href.members, text: t('members.title') }, { text: title }]} />
        }
      />
      <Form method="post" className="card form-stack max-w-form">
        <ErrorSummary title={t('errorTitle')} errors={errors} />
        {asked.map((field) => (
          <MemberField
            key={field}
            field={field}
            input={inputOf(field)!}
            text={answer?.typed[field] ?? ''}
            fault={answer?.faults[field]}
          />
        ))}
        <div className="actions">
          <Button>{t('member.create')}</Button>
          <LinkButton look="secondary" to={href.members}>
            {t('actions.cancel')}
          </LinkButton>
        </div>
      </Form>
    </>
  )
}
