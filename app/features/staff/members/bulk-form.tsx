import { useLocation } from '@remix-run/react'
import ListChecks from 'lucide-react/icons/list-checks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { countText } from '#app/i18n/format.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'

type BulkFormProps = {
  id: string
  /** Of the people of this page. */
  handles: readonly string[]
  /** The filters in force. */
  keep: readonly { name: string; value: string }[]
  total: number
  more: boolean
  /** What the list is for, where it knows: those chosen are reminded, after a preview. */
  action?: 'reminder' | undefined
}

/**
 * On whom to act: the ticked ones, this page, or all that the filters find (look.md, "Admin"). It stands above the list
 * and stays in view; what is done is chosen next.
 */
export function BulkForm({ id, handles, keep, total, more, action }: BulkFormProps) {
  const { t, i18n } = useTranslation('admin')
  const chosen = useTicked(id)
  const words = (count: number) => ({ count, shown: countText(count, i18n.language) })
  return (
    <section id="agir" aria-label={t(action ? 'members.bulk.remind' : 'members.bulk.title')} className="select-bar">
      <Form method="post" action={href.bulkRuns} id={id} discover="none">
        {keep.map((entry) => (
          <input key={entry.name} type="hidden" {...entry} />
        ))}
        {action && <input type="hidden" name="action" value={action} />}
        {handles.map((handle) => (
          <input key={handle} type="hidden" name="page" value={handle} />
        ))}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <strong role="status">
            {chosen > 0
              ? t('members.bulk.chosen', words(chosen))
              : t(action ? 'members.bulk.remind' : 'members.bulk.title')}
          </strong>
          <Button small name="portee" value="coches" look={chosen > 0 ? 'primary' : 'secondary'} icon={ListChecks}>
            {t('members.bulk.ticked')}
          </Button>
          <Button small name="portee" value="page" look="secondary">
            {t('members.bulk.page', words(handles.length))}
          </Button>
          <Button small name="portee" value="tous" look="secondary">
            {more ? t('members.bulk.allMore') : t('members.bulk.all', words(total))}
          </Button>
          <LinkButton small look="quiet" to={href.bulkRuns}>
            {t('members.bulk.runs')}
          </LinkButton>
        </div>
      </Form>
    </section>
  )
}

/** @returns how many lines are ticked; none before the page is alive, where the buttons say it all */
function useTicked(form: string): number {
  const [count, setCount] = useState(0)
  const { key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page of the list has other boxes
  useEffect(() => {
    const look = () => setCount(document.querySelectorAll(`input[name=coche][form="${form}"]:checked`).length)
    look()
    document.addEventListener('change', look)
    return () => document.removeEventListener('change', look)
  }, [form, key])
  return count
}
