-- Forms of operators are carried out once.

-- CreateTable
CREATE TABLE "operator_form_post" (
    "id" TEXT NOT NULL,
    "outcome" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_form_post_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "operator_form_post_at_idx" ON "operator_form_post"("at");
