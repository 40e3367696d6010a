import { createContext } from 'react'

/** The address of the one script of every page (`entry.client.ts`), while the server draws it. */
export const Script = createContext<string | undefined>(undefined)
