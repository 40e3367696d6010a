-- Who opened the CV of a profile, beside who opened the profile (N2; C12).
ALTER TABLE "career_opening" ADD COLUMN "cv" BOOLEAN NOT NULL DEFAULT false;
