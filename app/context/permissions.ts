/** What a page may ask a browser for (W3C Permissions Policy); `server/headers.ts` writes it. */

export const NO_DEVICES = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'

/** Of the door of an event, which reads codes by the camera. */
export const CAMERA = NO_DEVICES.replace('camera=()', 'camera=(self)')
