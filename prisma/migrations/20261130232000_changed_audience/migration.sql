-- An author who changes for whom an approved article is waits for a moderator with it, as with its words (A21).

-- AlterTable
ALTER TABLE "post" ADD COLUMN "newAudience" TEXT;
