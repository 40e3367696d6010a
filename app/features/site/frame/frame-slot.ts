import { createElement, type ReactNode } from 'react'

/** An element that browsers never see: it holds the page's place in the frame, and the frame's in the page. */
export const SLOT = 'page-slot'

/** What a page draws in place of its frame (`drawn-frame.server.tsx`). */
export const FrameSlot = ({ children }: { children?: ReactNode }) => createElement(SLOT, null, children)
