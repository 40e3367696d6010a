/** Colours that a mail needs, as `#rrggbb`: the association's tokens, light and dark. */
import { createContext, useContext } from 'react'

interface Scheme {
  page: string
  surface: string
  sunken: string
  line: string
  ink: string
  muted: string
  link: string
  brand: string
  onBrand: string
  brandEdge: string
  header: string
  onHeader: string
}

export interface MailColours {
  light: Scheme
  dark: Scheme
}

const NEUTRAL: Scheme = {
  page: '#f6f7f8',
  surface: '#ffffff',
  sunken: '#eceef1',
  line: '#d9dde2',
  ink: '#16191d',
  muted: '#4f565f',
  link: '#1a4d8f',
  brand: '#1a4d8f',
  onBrand: '#ffffff',
  brandEdge: '#1a4d8f',
  header: '#1a4d8f',
  onHeader: '#ffffff',
}

export const Colours = createContext<MailColours>({ light: NEUTRAL, dark: NEUTRAL })

/** Mail programs read inline styles first: these are the light ones; the layout's sheet has the dark ones. */
export const useColours = (): Scheme => useContext(Colours).light
