import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { ShownPicture } from '#app/domain/groups/post-pictures.server.ts'
import { Checkbox } from '#app/ui/choice.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { FileInput, TextInput } from '#app/ui/text-input.tsx'

type PictureProps = { one: ShownPicture; group: string }

/** One picture, with the room it takes said before it comes. */
export function Picture({ one: { id, alt, width, height }, group }: PictureProps) {
  return <img src={href.groupPhoto(group, id)} alt={alt} width={width} height={height} loading="lazy" />
}

type PicturesProps = {
  pictures: readonly ShownPicture[]
  group: string
  /** With the article itself. */
  large?: boolean
}

/** Pictures of an article, each a way to its whole size. */
export function Pictures({ pictures, group, large }: PicturesProps) {
  const { t } = useTranslation('groups')
  if (pictures.length === 0) return null
  return (
    <ul className={classNames('gallery', large && 'gallery-large')}>
      {pictures.map((one) => (
        <li key={one.id} data-state={one.state === 'shown' ? undefined : 'pending'}>
          <figure>
            <a href={href.groupPhoto(group, one.id)}>
              <Picture one={one} group={group} />
            </a>
            {one.state !== 'shown' && <figcaption>{t(`photos.${one.state}`)}</figcaption>}
          </figure>
        </li>
      ))}
    </ul>
  )
}

type PictureFieldsProps = Omit<PicturesProps, 'large'> & {
  /** Pictures an article may have. */
  most: number
  errors: Readonly<Record<string, string | undefined>>
  alts: Readonly<Record<string, string>>
}

/** Pictures that are there, each to be taken away, and room for others with what they show. */
export function PictureFields({ pictures, group, most, errors, alts }: PictureFieldsProps) {
  const { t } = useTranslation('groups')
  const kept = pictures.filter(({ state }) => state !== 'removed')
  const places = Array.from({ length: Math.max(most - kept.length, 0) }, (_, i) => i + 1)
  const wrong = places.some((n) => errors[`picture${n}`] || errors[`alt${n}`])
  return (
    <>
      {kept.length > 0 && (
        <ul className="gallery">
          {kept.map((one) => (
            <li key={one.id}>
              <Picture one={one} group={group} />
              <Checkbox name="remove" id={`remove-${one.id}`} value={one.id} label={t('photos.remove')} />
            </li>
          ))}
        </ul>
      )}
      {places.length > 0 && (
        <Disclosure summary={t('photos.add', { count: places.length })} open={wrong || undefined} framed>
          <div className="stack">
            <p className="text-sm text-muted">{t('photos.hint')}</p>
            {places.map((n) => (
              <div key={n} className="form-stack">
                <FileInput
                  name={`picture${n}`}
                  label={t('photos.picture', { n })}
                  error={errors[`picture${n}`]}
                  accept="image/png,image/jpeg,image/gif"
                />
                <TextInput
                  name={`alt${n}`}
                  label={t('photos.alt', { n })}
                  hint={n === 1 ? t('photos.altHint') : undefined}
                  error={errors[`alt${n}`]}
                  maxLength={200}
                  defaultValue={alts[`alt${n}`]}
                />
              </div>
            ))}
          </div>
        </Disclosure>
      )}
    </>
  )
}
