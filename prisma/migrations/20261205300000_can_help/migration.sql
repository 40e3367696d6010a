-- What a person may help others with: closed words, a field of the person like any other.
ALTER TABLE "person" ADD COLUMN "canHelp" TEXT[];
