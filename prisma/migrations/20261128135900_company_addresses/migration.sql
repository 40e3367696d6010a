-- An invoice names the buyer's postal address: a company says it when it buys, and finds it again the next time.

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "city" TEXT,
ADD COLUMN     "countryCode" TEXT,
ADD COLUMN     "postcode" TEXT,
ADD COLUMN     "street" TEXT;
