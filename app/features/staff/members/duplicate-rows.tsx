import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row } from '#app/ui/list-row.tsx'
import type { SuspectedPair } from './merge.server.ts'

/** Each of the two on a line: what tells them apart is the year and the degree, not the address of a page. */
function Twins({ pair }: { pair: Pick<SuspectedPair, 'one' | 'other'> }) {
  const names = [pair.one, pair.other]
  return (
    <span className="grid gap-1">
      {names.map(({ handle, name, note }) => (
        <span key={handle} data-person={handle}>
          <Anchor to={href.member(handle)}>{name}</Anchor>
          {note && <span className="font-normal"> · {note}</span>}
        </span>
      ))}
    </span>
  )
}

/** Two records that look alike. */
export function PairRow({ pair }: { pair: SuspectedPair }) {
  const { t } = useTranslation('admin')
  const { one, other, signs } = pair
  const query = `garde=${encodeURIComponent(one.handle)}&absorbe=${encodeURIComponent(other.handle)}`
  return (
    <Row
      title={<Twins pair={pair} />}
      note={signs.map((sign) => t(`merge.signs.${sign}`)).join(', ')}
      end={
        <Form method="post" className="flex flex-wrap gap-2">
          <Handles pair={pair} />
          <LinkButton small look="secondary" to={`${href.compareDuplicates}?${query}`}>
            {t('merge.compare.open')} <span className="sr-only">{other.name}</span>
          </LinkButton>
          <Button small look="quiet" name="intent" value="distinct">
            {t('merge.distinct')} <span className="sr-only">{other.name}</span>
          </Button>
        </Form>
      }
    />
  )
}

/** Said to be two people, which can be taken back. */
export function SettledRow({ pair, day }: { pair: Pick<SuspectedPair, 'one' | 'other'>; day: string }) {
  const { t } = useTranslation('admin')
  return (
    <Row
      title={<Twins pair={pair} />}
      note={t('merge.settledOn', { day })}
      end={
        <Form method="post">
          <Handles pair={pair} />
          <Button small look="secondary" name="intent" value="suspect">
            {t('merge.suspect')} <span className="sr-only">{pair.other.name}</span>
          </Button>
        </Form>
      }
    />
  )
}

function Handles({ pair: { one, other } }: { pair: Pick<SuspectedPair, 'one' | 'other'> }) {
  return (
    <>
      <input type="hidden" name="one" value={one.handle} />
      <input type="hidden" name="other" value={other.handle} />
    </>
  )
}
