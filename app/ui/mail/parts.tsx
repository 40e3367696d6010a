/** What letters are made of. Each knows the association's colours; none takes a style. */
import { Button, Heading, Link, Section, Text } from '@react-email/components'
import { Fragment, type ReactNode } from 'react'
import { useColours } from './colours.ts'
import { FONT } from './font.ts'

interface Inside {
  children: ReactNode
}

/** The one heading of a letter. */
export function MailHeading({ children }: Inside) {
  const { ink } = useColours()
  return (
    <Heading
      as="h1"
      className="m-ink"
      style={{ ...FONT, color: ink, fontSize: 24, lineHeight: '32px', margin: '8px 0 16px' }}
    >
      {children}
    </Heading>
  )
}

export function MailText({ children }: Inside) {
  const { ink } = useColours()
  return (
    <Text className="m-ink" style={{ ...FONT, color: ink, overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  )
}

/** What somebody wrote: its paragraphs, with the lines as they broke them. */
export function MailParagraphs({ text }: { text: string }) {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => (
      <MailText key={paragraph}>
        {paragraph.split('\n').flatMap((line, i) => (i === 0 ? [line] : [<br key={line} />, line]))}
      </MailText>
    ))
}

/** Small print: what to do when one did not ask for it, how long a link lasts. */
export function MailNote({ children }: Inside) {
  const { muted } = useColours()
  return (
    <Text className="m-muted" style={{ ...FONT, color: muted, fontSize: 15, lineHeight: '23px' }}>
      {children}
    </Text>
  )
}

/** The one thing to do. @param to an absolute address, from the letter's `link` */
export function MailButton({ to, children }: Inside & { to: string }) {
  const { brand, onBrand, brandEdge } = useColours()
  return (
    <Section style={{ margin: '20px 0' }}>
      <Button
        className="m-button"
        href={to}
        style={{
          ...FONT,
          backgroundColor: brand,
          border: `1px solid ${brandEdge}`,
          borderRadius: 6,
          color: onBrand,
          fontWeight: 700,
          padding: '11px 22px',
        }}
      >
        {children}
      </Button>
    </Section>
  )
}

export function MailLink({ to, children }: Inside & { to: string }) {
  const { link } = useColours()
  return (
    <Link className="m-link" href={to} style={{ color: link, textDecoration: 'underline' }}>
      {children}
    </Link>
  )
}

/** Terms and what they say, each pair on a line: an order, a changed address. */
export function MailFacts({ facts }: { facts: readonly (readonly [term: string, value: ReactNode])[] }) {
  const { ink, sunken } = useColours()
  return (
    <Section className="m-sunken" style={{ backgroundColor: sunken, borderRadius: 6, padding: '4px 16px' }}>
      <Text className="m-ink" style={{ ...FONT, color: ink, overflowWrap: 'anywhere' }}>
        {facts.map(([term, value], i) => (
          <Fragment key={term}>
            {i > 0 && <br />}
            {term} <strong>{value}</strong>
          </Fragment>
        ))}
      </Text>
    </Section>
  )
}
