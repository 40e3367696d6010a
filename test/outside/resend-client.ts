/** The real SDK of Resend, for tests that hold the double to it. */
import { Resend } from 'resend'

export const resendClient = (): Resend => new Resend('re_test', { baseUrl: 'https://api.resend.com' })
