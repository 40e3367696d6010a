-- What invoices say of a company besides its address: its registered name, a second line, its VAT number. Kept apart from the name that
-- the association validated and shows.

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "legalMore" TEXT,
ADD COLUMN     "legalName" TEXT,
ADD COLUMN     "vatNumber" TEXT;
