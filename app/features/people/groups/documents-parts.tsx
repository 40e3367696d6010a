import FileText from 'lucide-react/icons/file-text'
import ImageIcon from 'lucide-react/icons/image'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { ShownDocument } from '#app/domain/groups/group-documents.server.ts'
import { countText, longDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Rows } from '#app/ui/list-row.tsx'
import { Select } from '#app/ui/select.tsx'
import { FileInput, TextInput } from '#app/ui/text-input.tsx'
import type { DocumentFault, Folder } from './documents.server.ts'

const KIB = 1024

/** A size as people say it: « 240 ko », « 1,4 Mo ». */
function useSize() {
  const { t, i18n } = useTranslation('groups')
  return (bytes: number) => {
    const kilo = Math.max(1, Math.round(bytes / KIB))
    if (kilo < KIB) return t('documents.kilo', { size: countText(kilo, i18n.language) })
    return t('documents.mega', { size: countText(Math.round((kilo / KIB) * 10) / 10, i18n.language) })
  }
}

function DocumentRow({ one, group }: { one: ShownDocument; group: string }) {
  const { t, i18n } = useTranslation('groups')
  const size = useSize()
  return (
    <li data-document={one.id} data-state={one.state}>
      <Icon of={one.picture ? ImageIcon : FileText} />
      <div className="row-main">
        <a className="row-link break-words" href={href.groupDocument(group, one.id)}>
          {one.title}
        </a>{' '}
        {one.state !== 'published' && <Badge tone="warning">{t(`states.${one.state}`)}</Badge>}
        <div className="row-note">
          {one.author ? <span data-person={one.author.handle}>{one.author.name}</span> : t('someone')}
          {` · ${longDay(one.at, i18n.language)} · `}
          {`${one.picture ? t('documents.picture') : 'PDF'} · ${size(one.bytes)}`}
        </div>
        {one.because && <div className="row-note">{t('because', { because: one.because })}</div>}
      </div>
      {one.mayRemove && (
        <div className="row-end">
          <Form method="post" encType="multipart/form-data">
            <input type="hidden" name="document" value={one.id} />
            <Button small look="quiet" name="intent" value="remove">
              {t('documents.remove')} <span className="sr-only">{one.title}</span>
            </Button>
          </Form>
        </div>
      )}
    </li>
  )
}

type FolderCardProps = {
  folder: Folder
  /** Tells one card from another. */
  place: number
  group: string
  /** No document is in a folder: the heading would say nothing. */
  alone: boolean
}

/** Documents of one folder. */
export function FolderCard({ folder, place, group, alone }: FolderCardProps) {
  const { t } = useTranslation('groups')
  const rows = (
    <Rows plain={!alone}>
      {folder.documents.map((one) => (
        <DocumentRow key={one.id} one={one} group={group} />
      ))}
    </Rows>
  )
  if (alone) return rows
  return (
    <Card id={`dossier-${place}`} title={folder.name || t('documents.noFolder')} flush>
      {rows}
    </Card>
  )
}

/** Gives a folder another name, or puts its documents into one that is there. */
export function RenameFolder({ folders }: { folders: readonly string[] }) {
  const { t } = useTranslation('groups')
  return (
    <Disclosure summary={t('documents.rename')} framed>
      <Form method="post" encType="multipart/form-data" className="form-stack">
        <Select
          name="from"
          label={t('documents.folder')}
          options={folders.map((name) => ({ value: name, label: name }))}
        />
        <TextInput name="to" label={t('documents.newName')} maxLength={60} />
        <div>
          <Button small look="secondary" name="intent" value="rename">
            {t('documents.renameButton')}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}

type AddDocumentProps = {
  /** Names of those that are there. */
  folders: readonly string[]
  readFirst: boolean
  answer: { error: DocumentFault; typed: { title: string; folder: string } } | undefined
}

/** A file to add, with its title and folder; what was typed is kept where it is refused. */
export function AddDocument({ folders, readFirst, answer }: AddDocumentProps) {
  const { t } = useTranslation('groups')
  const said = answer && t(`documents.errors.${answer.error}`)
  const field = answer?.error === 'title' ? 'title' : 'file'
  return (
    <Card id="ajouter" title={t('documents.add')}>
      {readFirst && <Alert>{t('documents.readFirst')}</Alert>}
      <Form method="post" encType="multipart/form-data" className="form-stack" noValidate>
        <ErrorSummary title={t('errors.title')} errors={said ? [{ field, message: said }] : []} />
        <FileInput
          name="file"
          label={t('documents.file')}
          hint={t('documents.fileHint')}
          error={field === 'file' ? said : undefined}
          accept="image/png,image/jpeg,image/gif,application/pdf"
        />
        <TextInput
          name="title"
          label={t('documents.name')}
          hint={t('documents.nameHint')}
          error={field === 'title' ? said : undefined}
          maxLength={120}
          defaultValue={answer?.typed.title}
        />
        <TextInput
          name="folder"
          label={t('documents.folder')}
          hint={t('documents.folderHint')}
          optional={t('optional')}
          list="dossiers"
          maxLength={60}
          defaultValue={answer?.typed.folder}
        />
        <datalist id="dossiers">
          {folders.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <div>
          <Button name="intent" value="add">
            {t('documents.addButton')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
