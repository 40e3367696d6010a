-- Mail to the address of an account without a record comes back: its owner is told when they sign in.

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "emailInvalid" BOOLEAN NOT NULL DEFAULT false;
