import { createContext } from 'react'

/** Whether the reader may open an address; where nobody says, every address may be opened. */
export const Reachable = createContext<(to: string) => boolean>(() => true)
