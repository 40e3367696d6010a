import { createContext } from 'react'

/**
 * The nonce of the page's Content-Security-Policy while the server draws it. Not a loader's value: browsers hide it
 * from scripts once the page is there, and so does the data.
 */
export const Nonce = createContext<string | undefined>(undefined)
