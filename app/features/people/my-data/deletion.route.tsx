import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { endedCookie } from '#app/context/session.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { type DeletionFaults, deleteAccount, deletionFacts } from './deletion.server.ts'
import { MyDataFrame } from './my-data-frame.tsx'

/**
 * GET and POST `/parametres/mes-donnees/suppression`: what goes, what the law keeps; then the password, and it is done
 * (N10).
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  const { personId, organisationId } = ctx.viewer
  if (!personId && !organisationId) throw forbidden()
  const facts = await deletionFacts(ctx)
  return { title: ctx.t(`rights:deletion.title.${facts.kind}`), ...facts }
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  if (!ctx.viewer.personId && !ctx.viewer.organisationId) throw forbidden()
  const outcome = await deleteAccount(ctx, await sentForm(args.request))
  if (outcome === 'erased')
    return redirect(href.accountDeleted, { status: 303, headers: { 'Set-Cookie': endedCookie(ctx.host) } })
  if (outcome === 'asked') return redirect(`${href.myData}#suppression`, 303)
  return data(outcome, { status: 422 })
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function Deletion() {
  const { t } = useTranslation('rights')
  const page = useLoaderData<typeof loader>()
  const faults: DeletionFaults = useActionData<typeof action>() ?? {}
  const { kind, title, withdraws } = page
  const errors = Object.entries(faults).map(([field, fault]) => ({ field, message: t(`deletion.faults.${fault}`) }))
  const said = (field: string) => errors.find((one) => one.field === field)?.message
  return (
    <MyDataFrame title={title} lead={t(`deletion.lead.${kind}`)} isPerson={kind === 'person'} below>
      {!withdraws && (
        <div className="reading">
          <h2 className="text-xl">{t('deletion.goes')}</h2>
          <ul className="list-disc pl-5">
            {(['record', 'account', 'files', 'others'] as const).map((part) => (
              <li key={part}>{t(`deletion.parts.${kind}.${part}`)}</li>
            ))}
          </ul>
          <h2 className="text-xl">{t('deletion.stays')}</h2>
          <ul className="list-disc pl-5">
            <li>{t('deletion.pieces', { count: page.accountingYears })}</li>
            <li>{t('deletion.hashes')}</li>
          </ul>
        </div>
      )}
      <Form method="post" noValidate className="form-stack max-w-form">
        <ErrorSummary title={t('deletion.errorTitle')} errors={errors} />
        {withdraws ? (
          <input type="hidden" name="withdraw" value="yes" />
        ) : (
          <>
            <TextInput
              name="password"
              type="password"
              autoComplete="current-password"
              label={t('deletion.password')}
              error={said('password')}
            />
            <Checkbox name="confirm" value="yes" label={t(`deletion.confirm.${kind}`)} error={said('confirm')} />
          </>
        )}
        <Actions>
          <Button look={withdraws ? 'primary' : 'danger'}>
            {t(withdraws ? 'deletion.withdraw' : `deletion.button.${kind}`)}
          </Button>
          <LinkButton look="secondary" to={href.myData}>
            {t('deletion.cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </MyDataFrame>
  )
}
