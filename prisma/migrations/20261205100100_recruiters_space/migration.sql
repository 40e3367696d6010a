-- Views of an offer, told to its author, and how far a recruiter is with an application (E4, N4; C9).
ALTER TABLE "offer" ADD COLUMN "views" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "offer_application" ADD COLUMN "stage" TEXT;
