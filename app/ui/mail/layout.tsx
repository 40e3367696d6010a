import { Container, Head, Html, Preview, Section, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { Colours, type MailColours } from './colours.ts'
import { FONT } from './font.ts'

export interface MailLayoutProps {
  language: string
  title: string
  /** What a list of mails shows beside the subject. */
  preview?: string
  /** The association's short name, in its colours: pictures are often not shown. */
  logo: string
  colours: MailColours
  /** Who writes, and why one receives this. */
  foot: ReactNode
  children: ReactNode
}

/** 600 px, one column, readable in the dark. The sheet holds no quotes or angle brackets: React would escape them. */
export function MailLayout({ language, title, preview, logo, colours, foot, children }: MailLayoutProps) {
  const { light } = colours
  return (
    <Colours.Provider value={colours}>
      <Html lang={language}>
        <Head>
          <title>{title}</title>
          <meta name="color-scheme" content="light dark" />
          <meta name="supported-color-schemes" content="light dark" />
          <style>{`.m-rich a{color:${light.link}}${darkSheet(colours)}`}</style>
        </Head>
        <body style={{ margin: 0, padding: 0 }}>
          {preview && <Preview>{preview}</Preview>}
          <Section className="m-page" style={{ backgroundColor: light.page, padding: '24px 8px' }}>
            <Container
              className="m-surface"
              style={{ backgroundColor: light.surface, maxWidth: 600, width: '100%', borderRadius: 8 }}
            >
              <Section
                className="m-header"
                style={{ backgroundColor: light.header, padding: '16px 24px', borderRadius: '8px 8px 0 0' }}
              >
                <Text
                  className="m-on-header"
                  style={{ ...FONT, color: light.onHeader, fontSize: 20, fontWeight: 700, margin: 0 }}
                >
                  {logo}
                </Text>
              </Section>
              <Section style={{ padding: '16px 24px 24px' }}>{children}</Section>
            </Container>
            <Container style={{ maxWidth: 600, width: '100%' }}>
              <Section style={{ padding: '16px 24px' }}>{foot}</Section>
            </Container>
          </Section>
        </body>
      </Html>
    </Colours.Provider>
  )
}

function darkSheet({ dark }: MailColours): string {
  const rules = [
    `.m-page{background-color:${dark.page} !important}`,
    `.m-surface{background-color:${dark.surface} !important}`,
    `.m-header{background-color:${dark.header} !important}`,
    `.m-on-header{color:${dark.onHeader} !important}`,
    `.m-ink{color:${dark.ink} !important}`,
    `.m-muted{color:${dark.muted} !important}`,
    `.m-rich a{color:${dark.link} !important}`,
    `.m-link{color:${dark.link} !important}`,
    `.m-button{background-color:${dark.brand} !important;color:${dark.onBrand} !important;border-color:${dark.brandEdge} !important}`,
    `.m-line{border-color:${dark.line} !important}`,
    `.m-sunken{background-color:${dark.sunken} !important}`,
  ]
  return `:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${rules.join('')}}`
}
