import ListChecks from 'lucide-react/icons/list-checks'
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
 * and stays in view, and says how many are ticked (`ticked.browser.ts`); what is done is chosen next.
 */
export function BulkForm({ id, handles, keep, total, more, action }: BulkFormProps) {
  const { t, i18n } = useTranslation('admin')
  const words = (count: number) => ({ count, shown: countText(count, i18n.language) })
  return (
    <section id="agir" aria-label={t(action ? 'members.bulk.remind' : 'members.bulk.title')} className="select-bar">
      <Form method="post" action={href.bulkRuns} id={id}>
        {keep.map((entry) => (
          <input key={entry.name} type="hidden" {...entry} />
        ))}
        {action && <input type="hidden" name="action" value={action} />}
        {handles.map((handle) => (
          <input key={handle} type="hidden" name="page" value={handle} />
        ))}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <strong
            role="status"
            data-ticked={id}
            data-one={t('members.bulk.chosen', words(1))}
            data-many={t('members.bulk.chosen', words(2))}
          >
            {t(action ? 'members.bulk.remind' : 'members.bulk.title')}
          </strong>
          <Button small name="portee" value="coches" look="secondary" icon={ListChecks}>
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
