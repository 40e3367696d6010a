/** Pieces of accounting for tests of papers: fictional, with names that fonts and fields find hard. */
import type { InvoicePiece } from '#app/domain/documents/invoice-piece.ts'
import type { TaxReceiptPiece } from '#app/domain/documents/tax-receipt-paper.ts'
import type { Seller } from '#app/tenant/seller.schema.ts'

export const SELLER: Seller = {
  legalName: 'Association Exemple',
  legalForm: 'association régie par la loi du 1er juillet 1901',
  address: { street: '10 rue des Exemples', more: '', postcode: '92130', city: 'Issy-les-Moulineaux', country: 'FR' },
  siren: '999000011',
  rna: 'W999000001',
  vat: { members: 'exempt-261-7-1', companies: 'franchise-293-b', rateBasisPoints: 2000 },
  yearEnds: '12-31',
  lateBasisPoints: 1215,
}

export function invoicePiece(more: Partial<InvoicePiece> = {}): InvoicePiece {
  return {
    kind: 'invoice',
    reference: 'F2026-000012',
    day: '2026-11-22',
    issuedAt: new Date('2026-11-22T09:30:00Z'),
    seller: SELLER,
    buyer: {
      name: 'Éditions Łódź & Fils',
      address: '1 rue Œdipe',
      postcode: '75011',
      city: 'Paris',
      country: 'FR',
      siret: '73282932000074',
    },
    toCompany: true,
    lines: [
      {
        label: 'Accès à l’annuaire',
        quantity: 1,
        unitCents: 45000,
        cents: 45000,
        vatPoints: 0,
        startsAt: '2026-11-22T09:30:00Z',
        endsAt: '2027-11-22T09:30:00Z',
      },
      { label: 'Ticket conférence', quantity: 3, unitCents: 1501, cents: 4503, vatPoints: 0 },
    ],
    totalCents: 49503,
    vatCents: 0,
    vatMention: 'TVA non applicable, art. 293 B du CGI',
    vatRule: 'franchise-293-b',
    means: 'card',
    ...more,
  }
}

export function taxReceiptPiece(more: Partial<TaxReceiptPiece> = {}): TaxReceiptPiece {
  return {
    reference: 'RF-2026-00042',
    donorKind: 'person',
    donor: { name: 'Éloïse L’Hame', address: '3 bis rue du Lac', postcode: '69003', city: 'Lyon', country: 'FR' },
    body: {
      seller: SELLER,
      settings: {
        on: true,
        basis: 'rescrit n° 2026/123 de la DRFiP',
        basisDay: '2026-03-04',
        quality: 'general-interest',
        object: 'Soutenir la recherche et les élèves de l’école',
        signatory: { name: 'Camille Durand', title: 'trésorière' },
        forms: { person: '11580*05', company: '16216*03' },
      },
    },
    gifts: [{ label: 'Don', cents: 123450, givenOn: '2026-12-31', means: 'cheque' }],
    cents: 123450,
    issuedOn: '2027-01-10',
    issuedAt: new Date('2027-01-10T10:00:00Z'),
    ...more,
  }
}
