import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { Select } from '#app/ui/select.tsx'
import { FileInput, Textarea, TextInput } from '#app/ui/text-input.tsx'
import type { readLetterPage } from './edit-letter.server.ts'

type Page = SerializeFrom<typeof readLetterPage>

type BlockFieldsProps = { block: Page['blocks'][number]; at: number; last: boolean; page: Page }

/** One block of a draft, and the buttons that move it. @param at from 1 */
export function BlockFields({ block, at, last, page }: BlockFieldsProps) {
  const { t } = useTranslation('letters')
  const name = t(`kinds.${block.kind}`)
  const say = (words: string) => (
    <>
      {t(words)} <span className="sr-only">{t('blockName', { at, name })}</span>
    </>
  )
  return (
    <Card id={`titre-bloc-${at}`} title={`${at}. ${name}`} level={3}>
      <div className="form-stack">
        <input type="hidden" name={`b${at}-kind`} value={block.kind} />
        <Fields block={block} at={at} page={page} />
        <Actions>
          {at > 1 && (
            <Button small look="quiet" name="intent" value={`up-${at}`}>
              {say('up')}
            </Button>
          )}
          {!last && (
            <Button small look="quiet" name="intent" value={`down-${at}`}>
              {say('down')}
            </Button>
          )}
          <Button small look="quiet" name="intent" value={`remove-${at}`}>
            {say('remove')}
          </Button>
        </Actions>
      </div>
    </Card>
  )
}

function Fields({ block, at, page }: Omit<BlockFieldsProps, 'last'>) {
  const { t } = useTranslation('letters')
  switch (block.kind) {
    case 'title':
      return <TextInput name={`b${at}-text`} label={t('fields.title')} maxLength={140} defaultValue={block.text} />
    case 'text':
      return (
        <Textarea
          name={`b${at}-text`}
          rows={8}
          label={t('fields.text')}
          hint={t('fields.textHint')}
          maxLength={10_000}
          defaultValue={block.text}
        />
      )
    case 'button':
      return (
        <>
          <TextInput name={`b${at}-text`} label={t('fields.button')} maxLength={140} defaultValue={block.text} />
          <TextInput
            name={`b${at}-to`}
            label={t('fields.link')}
            hint={t('fields.linkHint')}
            maxLength={500}
            defaultValue={block.to}
          />
        </>
      )
    case 'picture':
      return <Picture block={block} at={at} id={page.id} />
    case 'article':
      return <ThingChoice kind="article" name={`b${at}-news`} value={block.news} page={page} />
    case 'event':
      return <ThingChoice kind="event" name={`b${at}-event`} value={block.event} page={page} />
    case 'offer':
      return <ThingChoice kind="offer" name={`b${at}-offer`} value={block.offer} page={page} />
    case 'dues':
      return <p className="text-muted">{t('fields.dues')}</p>
  }
}

type ThingChoiceProps = { kind: keyof Page['things']; name: string; value: string; page: Page }

function ThingChoice({ kind, name, value, page }: ThingChoiceProps) {
  const { t } = useTranslation('letters')
  return (
    <Select
      name={name}
      label={t(`kinds.${kind}`)}
      empty={t(`fields.empty.${kind}`)}
      hint={t('fields.thingHint')}
      defaultValue={value}
      options={page.things[kind]}
    />
  )
}

type PictureProps = { block: { picture: string; alt: string }; at: number; id: string }

function Picture({ block, at, id }: PictureProps) {
  const { t } = useTranslation('letters')
  return (
    <>
      <input type="hidden" name={`b${at}-picture`} value={block.picture} />
      {block.picture && <img className="news-picture" src={href.letterPicture(id, block.picture)} alt={block.alt} />}
      <FileInput
        name={`b${at}-file`}
        label={t(block.picture ? 'picture.other' : 'picture.file')}
        hint={t('picture.hint')}
        accept="image/gif,image/png,image/jpeg"
      />
      <TextInput
        name={`b${at}-alt`}
        label={t('picture.alt')}
        hint={t('picture.altHint')}
        maxLength={250}
        defaultValue={block.alt}
      />
    </>
  )
}
