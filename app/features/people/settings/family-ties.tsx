import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import type { Relative } from './family.server.ts'
import { partForm } from './sections.ts'

type Tie = { kind: string; otherId: string; other: Relative | null }

/** One's ties, each with a button that takes it away. */
export function FamilyTies({ ties }: { ties: Tie[] }) {
  const { t } = useTranslation('profile')
  if (ties.length === 0) return <p>{t('settings:family.empty')}</p>
  return <TieList id="liens" title={t('fields.familyTies')} ties={ties} remove={t('settings:family.remove')} />
}

/** Said by oneself, and shown nowhere while the other one has not agreed. */
export function FamilyWaiting({ ties }: { ties: Tie[] }) {
  const { t } = useTranslation('profile')
  if (ties.length === 0) return null
  return <TieList id="attente" title={t('settings:family.waiting')} ties={ties} remove={t('settings:family.remove')} />
}

/** Said by others about oneself: nothing shows it before one agrees. */
export function FamilyAsked({ asked }: { asked: Tie[] }) {
  const { t } = useTranslation('profile')
  if (asked.length === 0) return null
  return (
    <TieList
      id="demandes"
      title={t('settings:family.asked')}
      ties={asked}
      remove={t('settings:family.refuse')}
      agree={t('settings:family.agree')}
    />
  )
}

type TieListProps = { id: string; title: string; ties: Tie[]; remove: string; agree?: string }

function TieList({ id, title, ties, remove, agree }: TieListProps) {
  const { t } = useTranslation('profile')
  return (
    <div id={id}>
      <h3>{title}</h3>
      <Rows plain>
        {ties.map(({ kind, otherId, other }) => (
          <Row
            key={otherId}
            title={other ? <Anchor to={href.profile(other.handle)}>{other.name}</Anchor> : t('settings:family.hidden')}
            note={t(`ties.${kind}`, kind)}
            end={
              <Form method="post" action={partForm('famille')} className="actions">
                {agree && (
                  <Button small name="agree" value={otherId}>
                    {agree} <span className="sr-only">{other?.name}</span>
                  </Button>
                )}
                <Button look="quiet" small name="remove" value={otherId}>
                  {remove} <span className="sr-only">{other?.name}</span>
                </Button>
              </Form>
            }
          />
        ))}
      </Rows>
    </div>
  )
}
