import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { CheckboxGroup } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { changeOwnProfile, readPreview } from './own.server.ts'
import { ProfileView } from './profile-view.tsx'

/** GET and POST `/mes-profils/:profile`: what recruiters will see, then the act itself (N2; C16, C19, C22). */
export async function loader(args: LoaderFunctionArgs) {
  return readPreview(await open(args, { needs: 'account' }), args.params.profile ?? '')
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await open(args, { needs: 'account' })
  return changeOwnProfile(ctx, args.params.profile ?? '', await sentForm(args.request))
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

type Page = Awaited<ReturnType<typeof readPreview>>

export default function PreviewProfile() {
  const { t } = useTranslation('profiles')
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const trail = [{ to: href.ownProfiles, text: t('own.title') }, { text: page.headline }]
  return (
    <>
      <PageHeading
        title={page.title}
        lead={t(page.state === 'published' ? 'preview.live' : 'preview.lead', { name: page.pseudonym })}
        above={<Breadcrumbs label={t('trail')} items={trail} />}
      />
      <div className="stack">
        {answer?.error && (
          <Alert tone="error" live>
            {t(`preview.errors.${answer.error}`)}
          </Alert>
        )}
        <ProfileView profile={page.profile} />
        <p>
          <Anchor to={href.ownProfileCv(page.id)}>{t('preview.cv')}</Anchor>{' '}
          <span className="text-muted">{t('preview.cvHint')}</span>
        </p>
        {page.coarse && <Alert>{t('preview.coarse')}</Alert>}
        <PreviewSteps page={page} />
      </div>
    </>
  )
}

function PreviewSteps({ page: { id, steps, employers } }: { page: Page }) {
  const { t } = useTranslation('profiles')
  const publishes = steps.includes('publish')
  return (
    <Form method="post" className="form-stack">
      {publishes && employers.length > 0 && (
        <CheckboxGroup
          name="exclure"
          legend={t('preview.employers')}
          hint={t('preview.employersHint')}
          defaultValues={employers}
          options={employers.map((name) => ({ value: name, label: name }))}
        />
      )}
      <div className="actions">
        {(['publish', 'refresh'] as const).map(
          (step) =>
            steps.includes(step) && (
              <Button key={step} name="intent" value={step}>
                {t(`steps.${step}`)}
              </Button>
            ),
        )}
        <LinkButton look="secondary" to={href.profileEdit(id)}>
          {t('steps.change')}
        </LinkButton>
        {steps.includes('withdraw') && (
          <Button look="quiet" name="intent" value="withdraw">
            {t('steps.withdraw')}
          </Button>
        )}
      </div>
    </Form>
  )
}
