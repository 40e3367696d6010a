/** Valid bodies of the staff's forms about sales: cheques one by one and in a pile, and money given back. */
import { cheque, located, REASON, type StaffForm } from './staff-subjects.ts'

/** By the address of the route, as {@link STAFF_FORMS}. */
export const SALE_FORMS: Record<string, readonly StaffForm[]> = {
  '/admin/ventes/nouvelle': [{ title: 'a cheque', make: cheque }],
  '/admin/ventes/cheques': [
    { title: 'a cheque of a pile', make: async () => ({ ...(await cheque()), path: '/admin/ventes/cheques' }) },
  ],
  '/admin/ventes/:id': [
    {
      title: 'money given back',
      make: async () => {
        const { path, form } = await cheque()
        const sale = await located(path, form)
        return { path: sale, form: { amount: '1,00', reason: REASON, key: crypto.randomUUID() } }
      },
    },
  ],
}
