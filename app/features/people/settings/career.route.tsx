import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { openOwn } from './own-record.server.ts'
import { Part, type PartAnswers, QuestionsPart } from './part.tsx'
import type { PositionLine } from './positions.server.ts'
import { readCareer, readRecord, saveOwnPart } from './record.server.ts'
import { RecordFrame, usePartAnswers } from './record-frame.tsx'

/** GET and POST `/parametres/parcours`, `?partie=` for a form: positions (S8, I3), studies, skills, help. */
export async function loader(args: LoaderFunctionArgs) {
  const owner = await openOwn(args)
  return readRecord(owner, 'parcours', readCareer)
}

export async function action(args: ActionFunctionArgs) {
  return saveOwnPart(await openOwn(args), args.request)
}

export const headers = () => ({ 'Cache-Control': 'no-store' })
export const meta = pageMeta

export default function CareerPage() {
  const { t } = useTranslation('profile')
  const page = useLoaderData<typeof loader>()
  const answers = usePartAnswers(page, useActionData<typeof action>())
  const { parts } = page
  return (
    <RecordFrame at="parcours" page={page}>
      <PositionsPart id="postes" positions={parts.postes} answers={answers} />
      <PositionsPart id="parcours" positions={parts.parcours} answers={answers} />
      <QuestionsPart id="diplomes" answers={answers} {...parts.diplomes}>
        <p>
          <LinkButton look="secondary" to={href.otherDiplomas}>
            {t('settings:otherDiplomas.open')}
          </LinkButton>
        </p>
      </QuestionsPart>
      <QuestionsPart id="competences" answers={answers} {...parts.competences} />
      <QuestionsPart id="aide" answers={answers} {...parts.aide} />
    </RecordFrame>
  )
}

type PositionsProps = { id: 'postes' | 'parcours'; positions: readonly PositionLine[]; answers: PartAnswers }

function PositionsPart({ id, positions, answers }: PositionsProps) {
  const { t } = useTranslation('profile')
  const isNow = id === 'postes'
  return (
    <Part id={id} answers={answers}>
      {positions.length === 0 ? (
        <p>{t(isNow ? 'positions:positions.none' : 'positions:positions.nonePast')}</p>
      ) : (
        <Rows plain>
          {positions.map((position) => (
            <Position key={position.id} position={position} />
          ))}
        </Rows>
      )}
      <p>
        <LinkButton look="secondary" to={`${href.positionNew}${isNow ? '' : '?passe=1'}`}>
          {t(isNow ? 'positions:positions.add' : 'positions:positions.addPast')}
        </LinkButton>
      </p>
    </Part>
  )
}

function Position({ position }: { position: PositionLine }) {
  const { t } = useTranslation('profile')
  const { id, title, company, place, span, isCurrent } = position
  const steps = [
    { to: href.position(id), text: t('actions.edit') },
    ...(isCurrent ? [{ to: href.positionEnd(id), text: t('positions:positions.endShort') }] : []),
    { to: href.positionRemove(id), text: t('actions.delete') },
  ]
  return (
    <Row
      title={title}
      note={[company, place, span].filter(Boolean).join(' · ')}
      end={
        <span className="flex flex-wrap gap-x-4">
          {steps.map(({ to, text }) => (
            <Anchor key={to} to={to}>
              {text} <span className="sr-only">{title}</span>
            </Anchor>
          ))}
        </span>
      }
    />
  )
}
