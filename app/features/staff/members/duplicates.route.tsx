import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { readDuplicates, type SuspectedPair, settleDuplicates } from './merge.server.ts'

/** GET and POST `/admin/doublons`. */
export async function loader(args: LoaderFunctionArgs) {
  return readDuplicates(await open(args, { needs: 'people' }))
}

export async function action(args: ActionFunctionArgs) {
  return settleDuplicates(await open(args, { needs: 'people' }), await sentForm(args.request))
}

export const meta = pageMeta

const DONE = ['merge', 'undo', 'distinct', 'gone']

export default function Duplicates() {
  const { t, i18n } = useTranslation('admin')
  const { title, done, pairs, merges } = useLoaderData<typeof loader>()
  const said = DONE.find((one) => one === done)
  return (
    <>
      <PageHeading title={title} lead={t('merge.lead')} />
      {said && (
        <Alert tone={said === 'gone' ? 'warning' : 'success'} live>
          {t(`merge.done.${said}`)}
        </Alert>
      )}
      {pairs.length === 0 ? (
        <EmptyState icon={Users} title={t('merge.none')}>
          <p>{t('merge.noneWhy')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={pairs.length}>
          {pairs.map((pair) => (
            <PairRow key={`${pair.one.handle} ${pair.other.handle}`} pair={pair} />
          ))}
        </Rows>
      )}
      {merges.length > 0 && (
        <>
          <h2 className="text-xl">{t('merge.recent')}</h2>
          <Rows>
            {merges.map(({ id, goneHandle, handle, by, at, undoUntil }) => (
              <Row
                key={id}
                title={<Anchor to={href.member(handle)}>{`${goneHandle} → ${handle}`}</Anchor>}
                note={t('merge.by', {
                  who: by ?? '–',
                  day: shortDay(at, i18n.language),
                  until: shortDay(undoUntil, i18n.language),
                })}
                end={
                  <Form method="post" discover="none">
                    <input type="hidden" name="merge" value={id} />
                    <Button small look="secondary" name="intent" value="undo">
                      {t('merge.undo')} <span className="sr-only">{goneHandle}</span>
                    </Button>
                  </Form>
                }
              />
            ))}
          </Rows>
        </>
      )}
    </>
  )
}

function PairRow({ pair }: { pair: SuspectedPair }) {
  const { t } = useTranslation('admin')
  const { one, other, signs } = pair
  const query = `garde=${encodeURIComponent(one.handle)}&absorbe=${encodeURIComponent(other.handle)}`
  return (
    <Row
      title={one.name}
      note={`${one.handle} · ${other.handle} · ${signs.map((sign) => t(`merge.signs.${sign}`)).join(', ')}`}
      end={
        <Form method="post" discover="none" className="flex flex-wrap gap-2">
          <input type="hidden" name="one" value={one.handle} />
          <input type="hidden" name="other" value={other.handle} />
          <LinkButton small look="secondary" to={`${href.compareDuplicates}?${query}`}>
            {t('merge.compare.open')} <span className="sr-only">{other.handle}</span>
          </LinkButton>
          <Button small look="quiet" name="intent" value="distinct">
            {t('merge.distinct')} <span className="sr-only">{other.handle}</span>
          </Button>
        </Form>
      }
    />
  )
}
