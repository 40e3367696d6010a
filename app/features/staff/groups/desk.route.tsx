import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { changeGroups, readGroupsDesk } from './desk.server.ts'
import { ProposalCard } from './proposal-card.tsx'

/** GET and POST `/admin/groupes` (I15). */
export async function loader(args: LoaderFunctionArgs) {
  return readGroupsDesk(await open(args, { needs: 'groups' }))
}

export async function action(args: ActionFunctionArgs) {
  return changeGroups(await open(args, { needs: 'groups' }), await sentForm(args.request))
}

export const meta = pageMeta

const TONES = {
  accepted: 'success',
  refused: 'success',
  closed: 'success',
  opened: 'success',
  gone: 'warning',
  because: 'error',
} as const

export default function GroupsDesk() {
  const { t } = useTranslation('groups')
  const { title, proposed, groups, outcome } = useLoaderData<typeof loader>()
  const said = (Object.keys(TONES) as (keyof typeof TONES)[]).find((one) => one === outcome)
  return (
    <>
      <PageHeading
        title={title}
        lead={t('desk.lead')}
        actions={<LinkButton to={href.groupNew}>{t('desk.new')}</LinkButton>}
      />
      {said && (
        <Alert tone={TONES[said]} live>
          {t(`desk.outcome.${said}`)}
        </Alert>
      )}
      {proposed.map((one) => (
        <ProposalCard key={one.id} one={one} />
      ))}
      <Table
        id="groupes"
        caption={t('desk.caption')}
        head={
          <>
            <ColumnHead>{t('desk.name')}</ColumnHead>
            <ColumnHead>{t('desk.kind')}</ColumnHead>
            <ColumnHead>{t('desk.joining')}</ColumnHead>
            <ColumnHead number>{t('leaders.title')}</ColumnHead>
            <ColumnHead>{t('desk.action')}</ColumnHead>
          </>
        }
      >
        {groups.map(({ slug, name, kind, joining, state, leaders }) => (
          <tr key={slug} data-group={slug} data-state={state}>
            <RowHead>
              <Anchor to={href.manageGroup(slug)}>{name}</Anchor>{' '}
              {state === 'closed' && <Badge>{t('desk.closed')}</Badge>}
            </RowHead>
            <Cell>{t(`kinds.${kind}`)}</Cell>
            <Cell>{t(`joining.${joining}`)}</Cell>
            <Cell number>{leaders}</Cell>
            <Cell>
              <Form method="post">
                <input type="hidden" name="group" value={slug} />
                <Button small look="quiet" name="intent" value={state === 'closed' ? 'open' : 'close'}>
                  {t(state === 'closed' ? 'desk.open' : 'desk.close')} <span className="sr-only">{name}</span>
                </Button>
              </Form>
            </Cell>
          </tr>
        ))}
      </Table>
    </>
  )
}
